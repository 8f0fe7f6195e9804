using System.Buffers;
using ParallelCore.Loops;

namespace ParallelCore.Algorithms;

/// <summary>Sorts items by keys that lie beside them or are computed, once per item: as pairs in a pooled buffer, so that a key is where it is
/// compared.</summary>
/// <remarks>INVARIANT: keys and items are untouched until all pairs are there; from then on all pairs are written back, however the sort between
/// ends.</remarks>
internal static class KeyedSorter
{
    /// <param name="keys">The keys; empty with a selector.</param>
    /// <param name="selector">Computes the keys, or null.</param>
    /// <param name="items">The items.</param>
    /// <param name="comparer">The keys' order; null for their own.</param>
    /// <param name="options">The caller's.</param>
    public static void Sort<TKey, TItem>(Memory<TKey> keys, Func<TItem, TKey>? selector, Memory<TItem> items, IComparer<TKey>? comparer, RangeOptions? options)
    {
        options?.CancellationToken.ThrowIfCancellationRequested();
        if (items.Length > MergeSort.Leaf)
        {
            new KeyedSortCall<TKey, TItem>(keys, selector, items, comparer, options).Start();
            return;
        }

        KeyedItem<TKey, TItem>[] buffer = ArrayPool<KeyedItem<TKey, TItem>>.Shared.Rent(items.Length);
        Memory<KeyedItem<TKey, TItem>> pairs = buffer.AsMemory(0, items.Length);
        try
        {
            new PairBody<TKey, TItem>(keys, selector, items, pairs).Invoke(0, items.Length);
            try
            {
                Sorter.SortByKey(pairs, comparer, null);
            }
            finally
            {
                new UnpairBody<TKey, TItem>(pairs, keys, items).Invoke(0, items.Length);
            }
        }
        catch (Exception e)
        {
            throw Failures.Flatten(e);
        }
        finally
        {
            Pooled.Return(buffer);
        }
    }
}

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
            Loop.Run(0, items.Length, ChunkPolicy.Auto, new PairBody<TKey, TItem>(keys, selector, items, pairs), Nested, key);
            try
            {
                Sorter.SortByKey(pairs, comparer, Nested);
            }
            finally
            {
                var body = new UnpairBody<TKey, TItem>(pairs, keys, items);
                Loop.Run(0, items.Length, ChunkPolicy.Auto, body, null);
            }
        }
        finally
        {
            Pooled.Return(buffer);
        }
    }
}

/// <summary>An item beside the key it is sorted by, so that both move together.</summary>
internal readonly record struct KeyedItem<TKey, TItem>(TKey Key, TItem Item);

internal readonly struct KeyedOrder<TKey, TItem, TOrder>(TOrder order) : IOrder<KeyedItem<TKey, TItem>>
    where TOrder : struct, IOrder<TKey>
{
    private readonly TOrder _order = order;

    public bool IsLess(KeyedItem<TKey, TItem> a, KeyedItem<TKey, TItem> b) => _order.IsLess(a.Key, b.Key);
}

/// <summary>Puts each item beside its key.</summary>
internal readonly struct PairBody<TKey, TItem>(
    ReadOnlyMemory<TKey> keys, Func<TItem, TKey>? selector, ReadOnlyMemory<TItem> items, Memory<KeyedItem<TKey, TItem>> pairs) : ILoopBody
{
    private readonly ReadOnlyMemory<TKey> _keys = keys;
    private readonly ReadOnlyMemory<TItem> _items = items;
    private readonly Memory<KeyedItem<TKey, TItem>> _pairs = pairs;

    public long Invoke(long start, long end)
    {
        ReadOnlySpan<TItem> items = _items.Span[(int)start..(int)end];
        Span<KeyedItem<TKey, TItem>> pairs = _pairs.Span[(int)start..(int)end];
        if (selector is null)
        {
            ReadOnlySpan<TKey> keys = _keys.Span[(int)start..(int)end];
            for (int i = 0; i < items.Length; i++)
            {
                pairs[i] = new KeyedItem<TKey, TItem>(keys[i], items[i]);
            }
        }
        else
        {
            for (int i = 0; i < items.Length; i++)
            {
                pairs[i] = new KeyedItem<TKey, TItem>(selector(items[i]), items[i]);
            }
        }

        return end;
    }
}

/// <summary>Writes pairs back to where they came from. Computed keys have no such place.</summary>
internal readonly struct UnpairBody<TKey, TItem>(ReadOnlyMemory<KeyedItem<TKey, TItem>> pairs, Memory<TKey> keys, Memory<TItem> items) : ILoopBody
{
    private readonly ReadOnlyMemory<KeyedItem<TKey, TItem>> _pairs = pairs;
    private readonly Memory<TKey> _keys = keys;
    private readonly Memory<TItem> _items = items;

    public long Invoke(long start, long end)
    {
        ReadOnlySpan<KeyedItem<TKey, TItem>> pairs = _pairs.Span[(int)start..(int)end];
        Span<TItem> items = _items.Span[(int)start..(int)end];
        for (int i = 0; i < pairs.Length; i++)
        {
            items[i] = pairs[i].Item;
        }

        if (!_keys.IsEmpty)
        {
            Span<TKey> keys = _keys.Span[(int)start..(int)end];
            for (int i = 0; i < pairs.Length; i++)
            {
                keys[i] = pairs[i].Key;
            }
        }

        return end;
    }
}
