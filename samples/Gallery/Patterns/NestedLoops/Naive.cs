namespace ParallelCore.Gallery.Patterns.NestedLoops;

internal static partial class Rows
{
    /// <summary>Only the outer loop: whoever has the long row works on it alone, while all others have nothing to do.</summary>
    public static long OuterOnly(int[] lengths)
    {
        long sum = 0;
        ParallelRange.Run(0, lengths.Length, row =>
        {
            long mine = 0;
            for (int item = 0; item < lengths[row]; item++)
                mine += Cost(row, item);
            Interlocked.Add(ref sum, mine);
        });
        return sum;
    }
}
