using System.Diagnostics;

namespace ParallelCore.Scheduling;

/// <summary>What a thief met at a victim's slot.</summary>
internal enum StealOutcome
{
    /// <summary>Nothing was exposed there (or nothing that this thief may run).</summary>
    Empty,

    /// <summary>Something was there, and somebody else was faster: look again before sleeping.</summary>
    Retry,

    /// <summary>The fork is the thief's.</summary>
    Success,
}

/// <summary>Keeps raids from costing much: each interrupts all threads of the process that run.</summary>
/// <remarks>SOURCE: a token bucket. So many at once as there are workers, to bring all to work; in the long run one in a hundred microseconds. Thread safety:
/// any threads at once.</remarks>
internal sealed class RaidLimit(int workers)
{
    private static readonly long s_interval = Stopwatch.Frequency * 100 / 1_000_000;

    private readonly long _burst = workers * s_interval;

    // As many intervals ahead of the time of the first raid as there were raids.
    private long _paid;

    public bool TryBegin(long now)
    {
        long paid = Volatile.Read(ref _paid);
        long next = Math.Max(paid, now - _burst) + s_interval;
        return next <= now && Interlocked.CompareExchange(ref _paid, next, paid) == paid;
    }
}
