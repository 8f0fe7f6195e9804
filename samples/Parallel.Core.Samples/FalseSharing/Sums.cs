using ParallelCore.Counters;

namespace ParallelCore.Samples.FalseSharing;

/// <summary>Adds up several series at once, in ways that differ only in where the sums are kept meanwhile.</summary>
internal static class Sums
{
    public static long Sequential(int parts, int each)
    {
        long[] sums = new long[parts];
        for (int part = 0; part < parts; part++)
            AddUp(ref sums[part], each);
        return sums.Sum();
    }

    /// <summary>No update is lost: each part has its own element. But eight elements fill one cache line, and a processor that writes takes the whole line from the others.</summary>
    public static long Neighbours(int parts, int each)
    {
        long[] sums = new long[parts];
        ParallelRange.Run(0, parts, 1, part => AddUp(ref sums[part], each));
        return sums.Sum();
    }

    /// <summary>Variables with room around them. Nothing else writes to one, so it needs no atomic addition either.</summary>
    public static long Padded(int parts, int each)
    {
        PaddedAtomicInt64[] sums = [.. Enumerable.Range(0, parts).Select(_ => new PaddedAtomicInt64())];
        ParallelRange.Run(0, parts, 1, part =>
        {
            PaddedAtomicInt64 sum = sums[part];
            for (int i = 0; i < each; i++)
                sum.Value += i; // only this worker writes it
        });
        return sums.Sum(sum => sum.Value);
    }

    /// <summary>Finds a cell of the worker's own by itself.</summary>
    public static long Striped(int parts, int each)
    {
        var sum = new StripedCounter();
        ParallelRange.Run(0, parts, 1, _ =>
        {
            for (int i = 0; i < each; i++)
                sum.Add(i);
        });
        return sum.Sum();
    }

    /// <summary>The best place for a sum is a register.</summary>
    public static long Local(int parts, int each)
    {
        var sum = new StripedCounter();
        ParallelRange.Run(0, parts, 1, _ =>
        {
            long mine = 0;
            for (int i = 0; i < each; i++)
                mine += i;
            sum.Add(mine);
        });
        return sum.Sum();
    }

    private static void AddUp(ref long sum, int each)
    {
        for (int i = 0; i < each; i++)
            Volatile.Write(ref sum, sum + i); // in memory at every step, as a field of an object often is
    }
}
