using System.Buffers;

namespace ParallelCore.Algorithms;

/// <summary>One parallel sort of items by keys; see <see cref="KeyedSorter"/>.</summary>
internal sealed class KeyedSortCall<TKey, TItem>(
    Memory<TKey> keys, Func<TItem, TKey>? selector, Memory<TItem> items, IComparer<TKey>? comparer, RangeOptions? options) : SortCall(options)
{
    public override void Run()
    {
        KeyedItem<TKey, TItem>[] buffer = ArrayPool<KeyedItem<TKey, TItem>>.Shared.Rent(items.Length);
        Memory<KeyedItem<TKey, TItem>> pairs = buffer.AsMemory(0, items.Length);
        try
        {
            int key = SiteCosts.Key(selector?.Target ?? this, 0);
            RangeLoop<PairBody<TKey, TItem>>.Run(0, items.Length, ChunkPolicy.Auto, new PairBody<TKey, TItem>(keys, selector, items, pairs), Nested, key, out _);
            try
            {
                Sorter.SortByKey(pairs, comparer, Nested);
            }
            finally
            {
                var body = new UnpairBody<TKey, TItem>(pairs, keys, items);
                RangeLoop<UnpairBody<TKey, TItem>>.Run(0, items.Length, ChunkPolicy.Auto, body, null, SiteCosts.Key<UnpairBody<TKey, TItem>>(), out _);
            }
        }
        finally
        {
            Pooled.Return(buffer);
        }
    }
}
