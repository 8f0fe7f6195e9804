namespace ParallelCore.Gallery.Patterns.ResultsInOrder;

internal static partial class Collecting
{
    /// <summary>A list isn't made for several threads: it loses items or throws. With a lock around it, the order would still be anybody's.</summary>
    public static int[] SharedList(int limit)
    {
        var found = new List<int>();
        ParallelRange.Run(0, limit, n => { if (IsWanted(n)) found.Add(n); });
        return [.. found];
    }
}
