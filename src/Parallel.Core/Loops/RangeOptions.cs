using ParallelCore.Scheduling;

namespace ParallelCore;

/// <summary>How a loop runs, beyond what it does.</summary>
/// <remarks><b>Thread safety:</b> one object may serve any number of loops at once, as long as nobody sets a property of it meanwhile.</remarks>
public sealed class RangeOptions
{
    private const int Unlimited = -1;

    private int _maxWorkers = int.MaxValue;

    /// <summary>At most how many workers run the loop, the calling thread among them, and everything nested in it. 1 runs it on the calling thread.
    /// Absent (<see cref="int.MaxValue"/>), all of the scheduler's; -1 means the same, as for <see cref="ParallelOptions.MaxDegreeOfParallelism"/>.</summary>
    /// <remarks>A worker whose nested loop or fork waits for what another one runs doesn't count meanwhile, nor does one in a blocking region: another may run
    /// in its place. The same goes for the calling thread of a sequence while it pulls the next items of an enumerable; of the sequence's own bodies, no more
    /// than this run at once also when it is back.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero, or negative and not -1.</exception>
    public int MaxWorkers
    {
        get => _maxWorkers;
        set
        {
            ThrowIfNoMaxWorkers(value, nameof(MaxWorkers));
            _maxWorkers = value == Unlimited ? int.MaxValue : value;
        }
    }

    /// <summary>Stops the loop: bodies that have started finish, none starts later, and the call throws <see cref="OperationCanceledException"/> with this
    /// token.</summary>
    public CancellationToken CancellationToken { get; set; }

    /// <summary>Is told how far the loop is: at most about 30 times a second, never twice at once, from whichever worker is there, and once more on the
    /// calling thread when the loop has completed. An exception of it stops the loop and is reported after those of bodies.</summary>
    public IProgress<RangeProgress>? Progress { get; set; }

    /// <summary>The workers to use. Absent, those of the loop or fork that the calling thread runs in, or else
    /// <see cref="WorkStealingScheduler.Shared"/>.</summary>
    public WorkStealingScheduler? Scheduler { get; set; }

    /// <summary>What the loop is called in its <see cref="Report"/>.</summary>
    public string? Name { get; set; }

    /// <summary>Is told, on the calling thread, what the loop did: chunks, workers, steals, and why it stayed sequential if it did. Called also when
    /// the loop fails or is cancelled, before the call throws, but not when the token was cancelled before the loop began; an exception of it passes to the
    /// caller in place of the loop's own.</summary>
    public Action<RangeReport>? Report { get; set; }

    internal static void ThrowIfNoMaxWorkers(int value, string name)
    {
        if (value is < Unlimited or 0)
        {
            throw new ArgumentOutOfRangeException(name, value, "There must be at least 1 worker; -1 stands for as many as there are.");
        }
    }

    internal bool IsSameAs(RangeOptions other) => MaxWorkers == other.MaxWorkers && CancellationToken == other.CancellationToken && Progress == other.Progress
        && Scheduler == other.Scheduler && Name == other.Name && Report == other.Report;

    /// <summary>For a part of the work, which some of the options aren't for.</summary>
    internal RangeOptions Copy() => (RangeOptions)MemberwiseClone();
}
