namespace ParallelCore.Gallery.Uses.Quicksort;

internal static partial class Sorter
{
    /// <summary>Both halves at once: they share no item, so neither can disturb the other.</summary>
    public static void InParallel(Memory<int> items) =>
        ForkJoin.Run<Memory<int>, int, Sort>(items, default);

    /// <summary>A struct that is handed its worker: the fastest fork, and no object is made. Gives the number of items sorted.</summary>
    private readonly struct Sort : IForkBody<Memory<int>, int>
    {
        public int Invoke(ForkContext context, Memory<int> items)
        {
            if (items.Length <= Steps.Small)
            {
                Steps.InsertionSort(items.Span);
                return items.Length;
            }

            int split = Steps.Partition(items.Span);
            (int left, int right) = context.Invoke<Memory<int>, int, Sort>(items[..split], items[split..], this);
            return left + right;
        }
    }
}
