namespace ParallelCore.Gallery.Patterns.FalseSharing;

internal static partial class Sums
{
    /// <summary>Right: no two workers write to one element. Slow: eight elements lie on one cache line, which a processor that writes takes from the others.</summary>
    public static long Neighbours(int parts, int each)
    {
        long[] sums = new long[parts];
        ParallelRange.Run(0, parts, 1, part => AddUp(ref sums[part], each));
        return sums.Sum();
    }
}
