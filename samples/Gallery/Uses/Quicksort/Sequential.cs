namespace ParallelCore.Gallery.Uses.Quicksort;

/// <summary>Quicksort: a recursion that calls itself twice.</summary>
internal static partial class Sorter
{
    public static void Sequential(Span<int> items)
    {
        if (items.Length <= Steps.Small)
        {
            Steps.InsertionSort(items);
            return;
        }

        int split = Steps.Partition(items);
        Sequential(items[..split]);
        Sequential(items[split..]);
    }
}
