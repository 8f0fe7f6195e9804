using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Collections;

/// <summary>Counts in a way that loses updates whenever two threads are in it at once.</summary>
internal static class Tally
{
    private const int ThreadCount = 4;
    private const int PerThread = 2_000;

    /// <summary>What a count must be.</summary>
    public const int Right = ThreadCount * PerThread;

    /// <param name="hold">Runs a section, alone if the count is to be right.</param>
    /// <param name="isTorn">Whether the first two sections wait until both have read: without a lock an update is lost then, whatever the machine does.</param>
    public static int Count(Action<Action> hold, bool isTorn = false)
    {
        using var bothHaveRead = new Barrier(2);
        int sections = 0;
        int count = 0;
        Threads.RunTogether(ThreadCount, _ =>
        {
            for (int i = 0; i < PerThread; i++)
            {
                hold(() =>
                {
                    int before = Volatile.Read(ref count);
                    if (isTorn && Interlocked.Increment(ref sections) <= 2)
                        bothHaveRead.SignalAndWait();
                    else if (before % 8 == 0)
                        Thread.Yield();
                    Volatile.Write(ref count, before + 1);
                });
            }
        });
        return count;
    }
}
