namespace ParallelCore.Gallery.Uses.Quicksort;

internal static partial class Sorter
{
    public static void ByParallelInvoke(Memory<int> items)
    {
        if (items.Length <= WorthTwoObjects)
        {
            Sequential(items.Span);
            return;
        }

        int split = Steps.Partition(items.Span);
        Parallel.Invoke(() => ByParallelInvoke(items[..split]), () => ByParallelInvoke(items[split..]));
    }
}
