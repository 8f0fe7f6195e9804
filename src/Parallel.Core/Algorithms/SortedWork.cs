namespace ParallelCore.Algorithms;

/// <summary>Answers whether items are in order.</summary>
internal struct SortedWork<T>(ReadOnlyMemory<T> items, RangeOptions? options) : IOrderedWork<T>
{
    private readonly ReadOnlyMemory<T> _items = items;

    public bool IsSorted { get; private set; }

    public void Run<TOrder>(TOrder order)
        where TOrder : struct, IOrder<T>
    {
        options?.CancellationToken.ThrowIfCancellationRequested();
        if (_items.Length > MergeSort.Leaf)
        {
            IsSorted = SortedRun.IsAll<T, TOrder>(_items, order, isDescending: false, options);
            return;
        }

        try
        {
            IsSorted = _items.Length < 2 || new SortedRunBody<T, TOrder>(_items, order, isDescending: false).Invoke(1, _items.Length) == _items.Length;
        }
        catch (Exception e)
        {
            throw Failures.Flatten(e);
        }
    }
}
