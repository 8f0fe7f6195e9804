using ParallelCore.Algorithms;

namespace ParallelCore.Sequences;

/// <summary>The greatest key first.</summary>
internal readonly struct DescendingRadixKey<TKey, TItem> : IRadixKey<KeyedItem<TKey, TItem>>
{
    public static ulong Of(KeyedItem<TKey, TItem> item) => ~PrimitiveKey<TKey>.Of(item.Key);
}
