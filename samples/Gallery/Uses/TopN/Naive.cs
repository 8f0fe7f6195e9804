namespace ParallelCore.Gallery.Uses.TopN;

internal static partial class Best
{
    /// <summary>Sorts everything to throw nearly all of it away.</summary>
    public static int[] SortAll(Candidates candidates, int count) =>
    [
        .. ParallelEnumerable.Range(0, candidates.Count).OrderByDescending(candidates.Score).ThenBy(static i => i).Take(count),
    ];
}
