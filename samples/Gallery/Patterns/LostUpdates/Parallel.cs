using ParallelCore.Counters;

namespace ParallelCore.Gallery.Patterns.LostUpdates;

internal static partial class Tally
{
    /// <summary>Nothing is shared but one total for each chunk.</summary>
    public static long Local(int limit)
    {
        long total = 0;
        ParallelRange.Run(0, limit, (start, end) =>
        {
            long count = 0;
            for (int i = start; i < end; i++)
            {
                if (i % 3 == 0)
                    count++;
            }

            Interlocked.Add(ref total, count);
        });
        return total;
    }

    /// <summary>Each worker counts in a cell of its own.</summary>
    public static long Striped(int limit)
    {
        var count = new StripedCounter();
        ParallelRange.Run(0, limit, i => { if (i % 3 == 0) count.Increment(); });
        return count.Sum();
    }

    /// <summary>Right: one instruction that no other comes between. The workers still pass one cache line to and fro.</summary>
    public static long Atomic(int limit)
    {
        var count = new AtomicInt64();
        ParallelRange.Run(0, limit, i => { if (i % 3 == 0) count.Increment(); });
        return count.Value;
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
}
