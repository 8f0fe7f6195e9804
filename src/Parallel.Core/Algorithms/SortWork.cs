namespace ParallelCore.Algorithms;

internal readonly struct SortWork<T>(Memory<T> items, RangeOptions? options) : IOrderedWork<T>
{
    private readonly Memory<T> _items = items;

    public void Run<TOrder>(TOrder order)
        where TOrder : struct, IOrder<T> =>
        Sorter.Sort(_items, order, options);
}
