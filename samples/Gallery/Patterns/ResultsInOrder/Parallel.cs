using ParallelCore.Collections;

namespace ParallelCore.Gallery.Patterns.ResultsInOrder;

internal static partial class Collecting
{
    /// <summary>A sequence's result has its source's order.</summary>
    public static int[] InParallel(int limit) =>
        ParallelRange.From(0, limit).Where(n => IsWanted(n)).ToArray();

    /// <summary>The same from a loop's body: items are put in order by the index that they are added with.</summary>
    public static int[] WithCollector(int limit)
    {
        var found = new OrderedCollector<int>();
        ParallelRange.Run(0, limit, n => { if (IsWanted(n)) found.Add(n, n); });
        return found.ToArray();
    }
}
