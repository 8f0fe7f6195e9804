namespace ParallelCore.Gallery.Patterns.ResultsInOrder;

internal static partial class Collecting
{
    public static int[] ByPlinq(int limit) => ParallelEnumerable.Range(0, limit).AsOrdered().Where(n => IsWanted(n)).ToArray();
}
