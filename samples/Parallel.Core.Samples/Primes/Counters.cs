using static ParallelCore.Samples.Primes.PrimeNumbers;

namespace ParallelCore.Samples.Primes;

/// <summary>Counts the primes below a limit in five ways.</summary>
internal static class Counters
{
    public const int Threads = 4;

    /// <summary>The loop that you have.</summary>
    public static long Sequential(int limit)
    {
        long count = 0;
        for (int n = 0; n < limit; n++)
        {
            if (IsPrime(n))
                count++;
        }

        return count;
    }

    /// <summary>By hand: as many equal chunks as threads. Later numbers cost more, so the last thread has the most to do and the others wait for it.</summary>
    public static long FourThreads(int limit)
    {
        int chunk = limit / Threads;
        long[] counts = new long[Threads];
        var threads = new Thread[Threads];
        for (int t = 0; t < Threads; t++)
        {
            int index = t;
            threads[t] = new Thread(() => counts[index] = CountBetween(index * chunk, (index + 1) * chunk));
            threads[t].Start();
        }

        foreach (Thread thread in threads)
            thread.Join();
        return counts.Sum();
    }

    /// <summary>The runtime's loop. Iterations run at once, so a plain <c>count++</c> would lose some.</summary>
    public static long RuntimeLoop(int limit)
    {
        long count = 0;
        Parallel.For(0, limit, n => { if (IsPrime(n)) Interlocked.Increment(ref count); });
        return count;
    }

    /// <summary>Ours, in one line.</summary>
    public static long OneLine(int limit)
    {
        long count = 0;
        ParallelRange.Run(0, limit, n => { if (IsPrime(n)) Interlocked.Increment(ref count); });
        return count;
    }

    /// <summary>Ours, a chunk at a time: the body has a loop of its own, so it can count in a local and share the total once a chunk.</summary>
    public static long PerChunk(int limit)
    {
        long count = 0;
        ParallelRange.Run(0, limit, ChunkPolicy.Auto, (start, end) => Interlocked.Add(ref count, CountBetween(start, end)));
        return count;
    }

    private static long CountBetween(int start, int end)
    {
        long count = 0;
        for (int n = start; n < end; n++)
        {
            if (IsPrime(n))
                count++;
        }

        return count;
    }
}
