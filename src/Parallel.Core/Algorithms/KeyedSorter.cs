using System.Buffers;

namespace ParallelCore.Algorithms;

/// <summary>Sorts items by keys that lie beside them or are computed, once an item: as pairs in a pooled buffer, so that a key is where it is
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
