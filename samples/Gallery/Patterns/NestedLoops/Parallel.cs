namespace ParallelCore.Gallery.Patterns.NestedLoops;

internal static partial class Rows
{
    /// <summary>Both loops: idle workers take over parts of whichever row is left. A short row's loop stays where it is.</summary>
    public static long InParallel(int[] lengths)
    {
        long sum = 0;
        ParallelRange.Run(0, lengths.Length, row => ParallelRange.Run(0, lengths[row], (start, end) =>
        {
            long mine = 0;
            for (int item = start; item < end; item++)
                mine += Cost(row, item);
            Interlocked.Add(ref sum, mine);
        }));
        return sum;
    }
}
