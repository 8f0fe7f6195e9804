namespace ParallelCore.Algorithms;

internal readonly struct KeyedSortWork<TKey, TItem>(Memory<KeyedItem<TKey, TItem>> pairs, RangeOptions? options) : IOrderedWork<TKey>
{
    private readonly Memory<KeyedItem<TKey, TItem>> _pairs = pairs;

    public void Run<TOrder>(TOrder order)
        where TOrder : struct, IOrder<TKey> =>
        Sorter.Sort(_pairs, new KeyedOrder<TKey, TItem, TOrder>(order), options);
}
