using System.Diagnostics;

namespace ParallelCore.Tests.Scheduling.Isolation;

/// <summary>Bodies wait here for each other, so they run on as many threads at once. No interrupt can end the wait.</summary>
internal sealed class Meeting(int bodies = 2)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    /// <summary>A call site whose bodies were short may keep the next ones on its caller's thread.</summary>
    private static readonly TimeSpan s_least = TimeSpan.FromMilliseconds(2);

    private int _arrived;

    public void Arrive()
    {
        long start = Stopwatch.GetTimestamp();
        Interlocked.Increment(ref _arrived);
        while (Volatile.Read(ref _arrived) < bodies || Stopwatch.GetElapsedTime(start) < s_least)
            Pause(start);
    }

    public static void Await(Func<bool> condition)
    {
        long start = Stopwatch.GetTimestamp();
        while (!condition())
            Pause(start);
    }

    private static void Pause(long start)
    {
        if (Stopwatch.GetElapsedTime(start) > s_patience)
            throw new TimeoutException("Nobody came.");
        Thread.Yield();
    }
}
