namespace ParallelCore.Algorithms;

internal readonly struct KeyedOrder<TKey, TItem, TOrder>(TOrder order) : IOrder<KeyedItem<TKey, TItem>>
    where TOrder : struct, IOrder<TKey>
{
    private readonly TOrder _order = order;

    public bool IsLess(KeyedItem<TKey, TItem> a, KeyedItem<TKey, TItem> b) => _order.IsLess(a.Key, b.Key);
}
