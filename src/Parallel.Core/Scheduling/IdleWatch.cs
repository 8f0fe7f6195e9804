using System.Diagnostics;

namespace ParallelCore.Scheduling;

/// <summary>How long the one pool thread that dozes does so between two looks, when it gets up because a loop is about to come, and when it may
/// sleep.</summary>
/// <remarks>Often while loops come, seldom while they don't, and not at all when none came for a second. A caller whose last two loops began so long after each
/// other is expected to begin the next one after the same time: waiting for it awake saves the wake-up, which would take longer than many a loop.</remarks>
internal struct IdleWatch(WorkStealingScheduler scheduler)
{
    private const int ShortestDoze = 50;
    private const int LongestDoze = 400;
    private const int LongestIdleDoze = 1000;
    private const int DozeShare = 8;

    private static readonly long s_sleepAfter = Stopwatch.Frequency;

    /// <summary>A time-out that ends later than it should must still end in time.</summary>
    private static readonly long s_lead = Microseconds(60);

    private static readonly long s_mostSlack = Microseconds(100);
    private static readonly long s_longestInterval = Microseconds(50_000);

    private long _events = scheduler.CountOfEvents();
    private long _lastEvent = Stopwatch.GetTimestamp();

    /// <summary>False when it is time to sleep. If nothing is dozed, a loop is expected until <paramref name="awakeUntil"/>.</summary>
    public bool TryNextDoze(out int microseconds, out long awakeUntil)
    {
        long now = Stopwatch.GetTimestamp();
        long events = scheduler.CountOfEvents();
        bool isBusy = scheduler.HasRootCall();
        if (events != _events || isBusy)
        {
            _events = events;
            _lastEvent = now;
        }

        scheduler.TrimPlaces();
        long waited = (now - _lastEvent) * 1_000_000 / Stopwatch.Frequency;
        microseconds = (int)Math.Clamp(waited / DozeShare, ShortestDoze, isBusy ? LongestDoze : LongestIdleDoze);
        awakeUntil = 0;
        if (!isBusy && TryForetell(now, out long awakeFrom, out long until))
        {
            microseconds = (int)Math.Min(Math.Max(awakeFrom - now, 0) * 1_000_000 / Stopwatch.Frequency, LongestIdleDoze);
            awakeUntil = until;
        }

        return now - _lastEvent < s_sleepAfter;
    }

    private readonly bool TryForetell(long now, out long from, out long until)
    {
        from = long.MaxValue;
        until = 0;
        foreach (Worker place in scheduler.Places)
        {
            long interval = Volatile.Read(ref place.LoopInterval);
            long next = Volatile.Read(ref place.LoopStart) + interval;
            long slack = Math.Min(interval / DozeShare, s_mostSlack);
            long lead = Math.Min(s_lead, (long)(interval * scheduler.WaitingShare) - slack);
            if (interval > 0 && interval < s_longestInterval && lead > 0 && now < next + slack && next - lead < from)
            {
                from = next - lead;
                until = next + slack;
            }
        }

        return until != 0;
    }

    private static long Microseconds(int count) => Stopwatch.Frequency * count / 1_000_000;
}
