namespace ParallelCore.Samples.Quicksort;

/// <summary>Quicksort as in the textbook.</summary>
internal static class SequentialSort
{
    public static void Sort(Span<int> items)
    {
        if (items.Length <= Steps.Small)
        {
            Steps.InsertionSort(items);
            return;
        }

        int split = Steps.Partition(items);
        Sort(items[..split]);
        Sort(items[split..]);
    }
}
