namespace ParallelCore.Algorithms;

internal readonly struct KeyedRadixKey<TKey, TItem> : IRadixKey<KeyedItem<TKey, TItem>>
{
    public static ulong Of(KeyedItem<TKey, TItem> item) => PrimitiveKey<TKey>.Of(item.Key);
}
