namespace ParallelCore.Gallery.Uses.Quicksort;

internal static partial class Sorter
{
    /// <summary>A task for each half: millions of objects, and threads that wait for others.</summary>
    public static void TaskForEachHalf(Memory<int> items)
    {
        if (items.Length <= Steps.Small)
        {
            Steps.InsertionSort(items.Span);
            return;
        }

        int split = Steps.Partition(items.Span);
        Task left = Task.Run(() => TaskForEachHalf(items[..split]));
        TaskForEachHalf(items[split..]);
        left.Wait();
    }
}
