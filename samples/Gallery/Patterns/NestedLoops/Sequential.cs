namespace ParallelCore.Gallery.Patterns.NestedLoops;

/// <summary>Rows of very different length, each item of which costs the same: one row is as long as all others together.</summary>
internal static partial class Rows
{
    public static long Sequential(int[] lengths)
    {
        long sum = 0;
        for (int row = 0; row < lengths.Length; row++)
        {
            for (int item = 0; item < lengths[row]; item++)
                sum += Cost(row, item);
        }

        return sum;
    }

    private static int Cost(int row, int item)
    {
        uint mixed = (uint)((row * 31) + item);
        for (int i = 0; i < 64; i++)
            mixed = (mixed ^ (mixed >> 15)) * 0x2C1B3C6D;
        return (int)(mixed & 1023);
    }
}
