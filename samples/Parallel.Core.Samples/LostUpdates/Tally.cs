using ParallelCore.Counters;

namespace ParallelCore.Samples.LostUpdates;

/// <summary>Counts the multiples of 3 below a limit, in ways that differ only in how they count.</summary>
internal static class Tally
{
    public static long Expected(int limit) => (limit + 2) / 3;

    public static long Sequential(int limit)
    {
        long count = 0;
        for (int i = 0; i < limit; i++)
        {
            if (i % 3 == 0)
                count++;
        }

        return count;
    }

    /// <summary>Reads, adds and writes. When two workers read the same value, one of the two additions is lost.</summary>
    public static long Naive(int limit)
    {
        long count = 0;
        ParallelRange.Run(0, limit, i => { if (i % 3 == 0) count++; });
        return count;
    }

    /// <summary>Right, and slow: the workers wait for each other at every count.</summary>
    public static long Locked(int limit)
    {
        long count = 0;
        object gate = new();
        ParallelRange.Run(0, limit, i =>
        {
            if (i % 3 == 0)
            {
                lock (gate)
                    count++;
            }
        });
        return count;
    }

    /// <summary>Right: one instruction that no other comes between. The workers still pass one cache line to and fro.</summary>
    public static long Atomic(int limit)
    {
        var count = new AtomicInt64();
        ParallelRange.Run(0, limit, i => { if (i % 3 == 0) count.Increment(); });
        return count.Value;
    }

    /// <summary>Right, and each worker counts in a cell of its own.</summary>
    public static long Striped(int limit)
    {
        var count = new StripedCounter();
        ParallelRange.Run(0, limit, i => { if (i % 3 == 0) count.Increment(); });
        return count.Sum();
    }

    /// <summary>Right, and nothing is shared but one total a chunk.</summary>
    public static long Local(int limit)
    {
        var count = new StripedCounter();
        ParallelRange.Run(0, limit, ChunkPolicy.Auto, (start, end) =>
        {
            long found = 0;
            for (int i = start; i < end; i++)
            {
                if (i % 3 == 0)
                    found++;
            }

            count.Add(found);
        });
        return count.Sum();
    }
}
