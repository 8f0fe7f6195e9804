namespace ParallelCore.Gallery.Patterns.LazyInit;

internal static partial class Lookup
{
    /// <summary>The first one who asks makes it, the others wait for it: the runtime's own type is made for that.</summary>
    public static int InParallel(int queries)
    {
        int made = 0;
        var table = new Lazy<int[]>(() => Make(ref made));
        long sum = 0;
        ParallelRange.Run(0, queries, (start, end) =>
        {
            long mine = 0;
            for (int i = start; i < end; i++)
                mine += table.Value[(i * 7_919) & (TableLength - 1)];
            Interlocked.Add(ref sum, mine);
        });
        return sum >= 0 ? made : -1;
    }
}
