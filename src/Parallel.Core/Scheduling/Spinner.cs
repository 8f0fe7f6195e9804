using System.Diagnostics;

namespace ParallelCore.Scheduling;

/// <summary>Spins for a bounded time without giving the processor away, then says for how long to doze between two looks.</summary>
internal struct Spinner(long budget)
{
    private const int PausesPerRound = 6;
    private const int RoundsPerClockRead = 16;

    /// <summary>Waiting for something costs at most this part of the time that one has waited already: the share of it that may be missed.</summary>
    private const int DozeShare = 4;

    private const int ShortestDoze = 50;
    private const int LongestDoze = 2000;

    /// <summary>Ticks that are worth spinning where each worker has a processor of its own.</summary>
    public static readonly long UsualBudget = Stopwatch.Frequency * 40 / 1_000_000;

    private int _rounds;
    private long _start;
    private long _until;

    /// <summary>Pauses for one round; so many spinners look in turns. False when the time is up.</summary>
    public bool TrySpin(int spinners)
    {
        Thread.SpinWait(PausesPerRound * Math.Max(1, spinners));
        if ((_rounds += spinners) < RoundsPerClockRead)
        {
            return true;
        }

        _rounds = 0;
        long now = Stopwatch.GetTimestamp();
        if (_start == 0)
        {
            _start = now;
        }

        return now - _start < budget || now < _until;
    }

    /// <summary>Microseconds to doze until the next look, which so many take in turns.</summary>
    public readonly int NextDoze(int waiters) =>
        (int)Math.Clamp((Stopwatch.GetTimestamp() - _start) * 1_000_000 / Stopwatch.Frequency / DozeShare, ShortestDoze, LongestDoze) * waiters;

    /// <summary>Spins at least until this time.</summary>
    public void KeepUntil(long timestamp) => _until = timestamp;

    public void Reset()
    {
        _until = 0;
        _rounds = 0;
        _start = 0;
    }
}
