using ParallelCore.Algorithms;
using ParallelCore.Primitives;

namespace ParallelCore;

/// <content>Sorting by keys.</content>
public static partial class ParallelAlgorithms
{
    /// <summary>Sorts keys in place, ascending, and moves each key's item along, keeping the items of equal keys in their order.</summary>
    /// <typeparam name="TKey">The keys' type.</typeparam>
    /// <typeparam name="TItem">The items' type.</typeparam>
    /// <param name="keys">What to sort by.</param>
    /// <param name="items">As many items as there are keys.</param>
    /// <param name="comparer">The keys' order; null for their own.</param>
    /// <param name="options">Worker limit, cancellation, scheduler, report; null for none. The call is one iteration of a loop.</param>
    /// <exception cref="ArgumentNullException"><paramref name="keys"/> or <paramref name="items"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="items"/> has another length than <paramref name="keys"/>.</exception>
    /// <exception cref="ObjectDisposedException">The scheduler in <paramref name="options"/> was disposed, and the input is long enough to use it.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled; each item is still beside its key.</exception>
    /// <exception cref="AggregateException">The comparer failed: its own exceptions, flat, those of the lowest part first; each item is still beside its
    /// key.</exception>
    /// <remarks>As <see cref="Sort{T}(T[], IComparer{T}, RangeOptions)"/>, with two pooled buffers of n pairs.</remarks>
    /// <example><code>ParallelAlgorithms.Sort(prices, orders);</code></example>
    public static void Sort<TKey, TItem>(TKey[] keys, TItem[] items, IComparer<TKey>? comparer = null, RangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(items);
        ThrowIfUnpaired(keys.Length, items.Length);
        using var exactKeys = new ExactArray<TKey>(keys);
        using var exactItems = new ExactArray<TItem>(items);
        KeyedSorter.Sort(exactKeys.Items, null, exactItems.Items, comparer, options);
    }

    /// <inheritdoc cref="Sort{TKey, TItem}(TKey[], TItem[], IComparer{TKey}, RangeOptions)"/>
    public static void Sort<TKey, TItem>(Memory<TKey> keys, Memory<TItem> items, IComparer<TKey>? comparer = null, RangeOptions? options = null)
    {
        ThrowIfUnpaired(keys.Length, items.Length);
        KeyedSorter.Sort(keys, null, items, comparer, options);
    }

    /// <inheritdoc cref="Sort{TKey, TItem}(TKey[], TItem[], IComparer{TKey}, RangeOptions)"/>
    public static void Sort<TKey, TItem>(List<TKey> keys, List<TItem> items, IComparer<TKey>? comparer = null, RangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(items);
        ThrowIfUnpaired(keys.Count, items.Count);
        KeyedSorter.Sort(ListMemory<TKey>.Of(keys), null, ListMemory<TItem>.Of(items), comparer, options);
    }

    /// <summary>Sorts in place by a key of each item, ascending, keeping items with equal keys in their order.</summary>
    /// <typeparam name="TItem">The items' type.</typeparam>
    /// <typeparam name="TKey">The keys' type.</typeparam>
    /// <param name="items">What to sort.</param>
    /// <param name="keySelector">Computes an item's key. Is called once per item, from several threads.</param>
    /// <param name="comparer">The keys' order; null for their own.</param>
    /// <param name="options">Worker limit, cancellation, scheduler, report; null for none. The call is one iteration of a loop.</param>
    /// <exception cref="ArgumentNullException"><paramref name="items"/> or <paramref name="keySelector"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The scheduler in <paramref name="options"/> was disposed, and the input is long enough to use it.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled; the items are all there, in any order.</exception>
    /// <exception cref="AggregateException">The key selector failed, and the items are as they were; or the comparer failed, and they are all there. The
    /// exceptions are their own, flat, those of the lowest part first.</exception>
    /// <remarks>As <see cref="Sort{T}(T[], IComparer{T}, RangeOptions)"/>, with two pooled buffers of n pairs of key and item.</remarks>
    /// <example><code>ParallelAlgorithms.SortBy(orders, static order =&gt; order.Price);</code></example>
    public static void SortBy<TItem, TKey>(TItem[] items, Func<TItem, TKey> keySelector, IComparer<TKey>? comparer = null, RangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(keySelector);
        using var exact = new ExactArray<TItem>(items);
        KeyedSorter.Sort(default, keySelector, exact.Items, comparer, options);
    }

    /// <inheritdoc cref="SortBy{TItem, TKey}(TItem[], Func{TItem, TKey}, IComparer{TKey}, RangeOptions)"/>
    public static void SortBy<TItem, TKey>(Memory<TItem> items, Func<TItem, TKey> keySelector, IComparer<TKey>? comparer = null, RangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(keySelector);
        KeyedSorter.Sort(default, keySelector, items, comparer, options);
    }

    /// <inheritdoc cref="SortBy{TItem, TKey}(TItem[], Func{TItem, TKey}, IComparer{TKey}, RangeOptions)"/>
    public static void SortBy<TItem, TKey>(List<TItem> items, Func<TItem, TKey> keySelector, IComparer<TKey>? comparer = null, RangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(keySelector);
        KeyedSorter.Sort(default, keySelector, ListMemory<TItem>.Of(items), comparer, options);
    }

    private static void ThrowIfUnpaired(int keys, int items)
    {
        if (keys != items)
        {
            throw new ArgumentException($"There are {items} items for {keys} keys.", nameof(items));
        }
    }
}
