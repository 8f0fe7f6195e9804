using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Collections;

/// <summary>Counts in a way that loses updates whenever two threads are in it at once.</summary>
internal static class Tally
{
    private const int ThreadCount = 4;
    private const int PerThread = 2_000;

    /// <summary>What a count must be.</summary>
    public const int Right = ThreadCount * PerThread;

    public static int Count(Action<Action> hold)
    {
        int count = 0;
        Threads.RunTogether(ThreadCount, _ =>
        {
            for (int i = 0; i < PerThread; i++)
            {
                hold(() =>
                {
                    int before = Volatile.Read(ref count);
                    if (before % 8 == 0)
                        Thread.Yield();
                    Volatile.Write(ref count, before + 1);
                });
            }
        });
        return count;
    }
}
