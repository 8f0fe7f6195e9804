namespace ParallelCore.Algorithms;

/// <summary>Puts the item that sorting would put at an index there.</summary>
internal readonly struct SelectWork<T>(Memory<T> items, int index, RangeOptions? options) : IOrderedWork<T>
{
    private readonly Memory<T> _items = items;

    public void Run<TOrder>(TOrder order)
        where TOrder : struct, IOrder<T>
    {
        options?.CancellationToken.ThrowIfCancellationRequested();
        if (_items.Length <= MergeSort.Leaf)
        {
            MergeSort.Small(_items.Span, order);
        }
        else
        {
            new SelectCall<T, TOrder>(_items, index, order, options).Start();
        }
    }
}
