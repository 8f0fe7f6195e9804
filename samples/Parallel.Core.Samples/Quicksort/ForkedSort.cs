namespace ParallelCore.Samples.Quicksort;

/// <summary>The same, with both halves sorted at once: they share no item, so neither can disturb the other.</summary>
internal static class ForkedSort
{
    // A fork costs nanoseconds, but each of these lambdas is an object: not one for every few items.
    private const int WorthTwoObjects = 1_000;

    public static void Sort(Memory<int> items)
    {
        if (items.Length <= WorthTwoObjects)
        {
            SequentialSort.Sort(items.Span);
            return;
        }

        int split = Steps.Partition(items.Span);
        ForkJoin.Invoke(() => Sort(items[..split]), () => Sort(items[split..]));
    }
}
