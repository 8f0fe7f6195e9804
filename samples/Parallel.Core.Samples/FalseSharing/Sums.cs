using ParallelCore.Counters;

namespace ParallelCore.Samples.FalseSharing;

/// <summary>Adds up several series at once, in ways that differ only in where the sums are kept meanwhile.</summary>
internal static class Sums
{
    /// <summary>Two cache lines of <see cref="long"/>: processors fetch them in pairs.</summary>
    private const int Distance = 128 / sizeof(long);

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

    /// <summary>The same elements with room between them: each has its line to itself. For a variable of several writers there is <see cref="PaddedAtomicInt64"/>.</summary>
    public static long FarApart(int parts, int each)
    {
        long[] sums = new long[(parts + 2) * Distance];
        ParallelRange.Run(0, parts, 1, part => AddUp(ref sums[(part + 1) * Distance], each));
        return sums.Sum();
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
