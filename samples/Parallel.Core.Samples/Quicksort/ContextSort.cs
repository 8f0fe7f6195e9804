namespace ParallelCore.Samples.Quicksort;

/// <summary>The same as a struct that is handed the worker it runs on: the fastest fork, and no object is made. Gives the number of items sorted.</summary>
internal readonly struct ContextSort : IForkBody<Memory<int>, int>
{
    public int Invoke(ForkContext context, Memory<int> items)
    {
        if (items.Length <= Steps.Small)
        {
            Steps.InsertionSort(items.Span);
            return items.Length;
        }

        int split = Steps.Partition(items.Span);
        (int left, int right) = context.Invoke<Memory<int>, int, ContextSort>(items[..split], items[split..], this);
        return left + right;
    }
}
