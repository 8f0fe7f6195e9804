using ParallelCore.Counters;

namespace ParallelCore.Gallery.Patterns.FalseSharing;

internal static partial class Sums
{
    /// <summary>Two cache lines of <see cref="long"/>: processors fetch them in pairs.</summary>
    private const int Distance = 128 / sizeof(long);

    /// <summary>The best place for a sum is a local variable, which lies in a register: nobody else can be near it.</summary>
    public static long Local(int parts, int each)
    {
        long[] sums = new long[parts];
        ParallelRange.Run(0, parts, 1, part =>
        {
            long sum = 0;
            for (int i = 0; i < each; i++)
                sum += i;
            sums[part] = sum;
        });
        return sums.Sum();
    }

    /// <summary>The same elements with room between them: each has its line to itself.</summary>
    public static long FarApart(int parts, int each)
    {
        long[] sums = new long[(parts + 2) * Distance];
        ParallelRange.Run(0, parts, 1, part => AddUp(ref sums[(part + 1) * Distance], each));
        return sums.Sum();
    }

    /// <summary>Looks its worker's cell up at each addition, and adds atomically: made for a total of many writers, not for this.</summary>
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
}
