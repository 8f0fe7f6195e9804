using System.Diagnostics;

namespace ParallelCore.Scheduling;

/// <summary>Spins for a bounded time without giving the processor away, then says that it is time to sleep.</summary>
internal struct Spinner
{
    private const int PausesPerRound = 6;
    private const int RoundsPerClockRead = 16;

    private static readonly long s_budget = Stopwatch.Frequency * 40 / 1_000_000;

    private int _rounds;
    private long _deadline;

    /// <summary>False when the time is up.</summary>
    public bool TrySpin()
    {
        Thread.SpinWait(PausesPerRound);
        if (++_rounds % RoundsPerClockRead != 0)
        {
            return true;
        }

        long now = Stopwatch.GetTimestamp();
        if (_deadline == 0)
        {
            _deadline = now + s_budget;
        }

        return now < _deadline;
    }

    public void Reset()
    {
        _rounds = 0;
        _deadline = 0;
    }
}
