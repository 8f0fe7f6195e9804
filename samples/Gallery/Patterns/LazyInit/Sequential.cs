namespace ParallelCore.Gallery.Patterns.LazyInit;

/// <summary>A table that is expensive to make and needed by some iterations. Tells how often it was made.</summary>
internal static partial class Lookup
{
    private const int TableLength = 1 << 16;

    public static int Sequential(int queries)
    {
        int made = 0;
        int[]? table = null;
        long sum = 0;
        for (int i = 0; i < queries; i++)
        {
            table ??= Make(ref made);
            sum += table[(i * 7_919) & (TableLength - 1)];
        }

        return sum >= 0 ? made : -1;
    }

    private static int[] Make(ref int made)
    {
        Interlocked.Increment(ref made);
        int[] table = new int[TableLength];
        for (int i = 0; i < TableLength; i++)
            table[i] = (int)(Math.Sqrt(i) * 100);
        return table;
    }
}
