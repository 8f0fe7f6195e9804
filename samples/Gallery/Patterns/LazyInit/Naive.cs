namespace ParallelCore.Gallery.Patterns.LazyInit;

internal static partial class Lookup
{
    /// <summary>Asks and makes in two steps: while one worker makes the table, others find none, and make it as well.</summary>
    public static int AskThenMake(int queries)
    {
        int made = 0;
        int[]? table = null;
        long sum = 0;
        ParallelRange.Run(0, queries, 1, i =>
        {
            table ??= Make(ref made);
            Interlocked.Add(ref sum, table[(i * 7_919) & (TableLength - 1)]);
        });
        return sum >= 0 ? made : -1;
    }
}
