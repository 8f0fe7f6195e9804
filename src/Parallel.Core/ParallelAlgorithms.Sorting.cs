using ParallelCore.Algorithms;
using ParallelCore.Primitives;

namespace ParallelCore;

/// <content>Sorting.</content>
public static partial class ParallelAlgorithms
{
    /// <summary>Sorts in place, ascending, keeping equal items in their order.</summary>
    /// <typeparam name="T">The items' type.</typeparam>
    /// <param name="items">What to sort.</param>
    /// <param name="comparer">The order; null for the items' own, where NaN is less than any number.</param>
    /// <param name="options">Worker limit, cancellation, scheduler, report; null for none. The call is one iteration of a loop.</param>
    /// <exception cref="ArgumentNullException"><paramref name="items"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The scheduler in <paramref name="options"/> was disposed, and the input is long enough to use it.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled; the items are all there, in any order.</exception>
    /// <exception cref="AggregateException">The comparer failed: its own exceptions, flat, those of the lowest part first, however short the input; the items
    /// are all there, in any order. Also when the items have no order of their own</exception>
    /// <remarks>
    /// Nobody else may use the items meanwhile. A comparer that contradicts itself gives some order of all items. <b>Thread safety:</b> calls on different
    /// items may run at once; the comparer is called from several threads.
    /// <b>Order:</b> stable: equal items keep the order they had. <b>Complexity:</b> O(n log n) comparisons; numbers
    /// and times in their own order are sorted by their digits, in O(n); items in order or in strictly reverse order take O(n).
    /// A pooled buffer of n items; allocates less than 1 KB, and nothing on short inputs, which run on the calling thread. <b>Blocking:</b> until the items
    /// are sorted.
    /// <b>Source:</b> merge sort with co-ranked merges (Siebert, Träff, 2013); radix sort with a histogram a chunk (Zagha, Blelloch, 1991).
    /// </remarks>
    /// <example><code>ParallelAlgorithms.Sort(names, StringComparer.Ordinal);</code></example>
    public static void Sort<T>(T[] items, IComparer<T>? comparer = null, RangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        SortSpan(items, 0, items.Length, comparer, options);
    }

    /// <summary>Sorts a part of an array in place, ascending, keeping equal items in their order.</summary>
    /// <typeparam name="T">The items' type.</typeparam>
    /// <param name="items">The array.</param>
    /// <param name="index">Where the part begins.</param>
    /// <param name="length">How many items it has.</param>
    /// <param name="comparer">The order; null for the items' own, where NaN is less than any number.</param>
    /// <param name="options">Worker limit, cancellation, scheduler, report; null for none. The call is one iteration of a loop.</param>
    /// <exception cref="ArgumentNullException"><paramref name="items"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> or <paramref name="length"/> is negative.</exception>
    /// <exception cref="ArgumentException">The array ends before the part does.</exception>
    /// <exception cref="ObjectDisposedException">The scheduler in <paramref name="options"/> was disposed, and the input is long enough to use it.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled; the items are all there, in any order.</exception>
    /// <exception cref="AggregateException">The comparer failed, or the items have no order of their own.</exception>
    /// <remarks>As <see cref="Sort{T}(T[], IComparer{T}, RangeOptions)"/>.</remarks>
    public static void Sort<T>(T[] items, int index, int length, IComparer<T>? comparer = null, RangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (items.Length - index < length)
        {
            throw new ArgumentException($"The array has {items.Length} items: too few for {length} from {index} on.", nameof(items));
        }

        SortSpan(items, index, length, comparer, options);
    }

    /// <inheritdoc cref="Sort{T}(T[], IComparer{T}, RangeOptions)"/>
    public static void Sort<T>(Memory<T> items, IComparer<T>? comparer = null, RangeOptions? options = null)
    {
        Sorter.Sort(items, comparer, options);
    }

    /// <inheritdoc cref="Sort{T}(T[], IComparer{T}, RangeOptions)"/>
    public static void Sort<T>(List<T> items, IComparer<T>? comparer = null, RangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        Sorter.Sort(ListMemory<T>.Of(items), comparer, options);
    }

    /// <summary>Sorts in place by a comparison, ascending, keeping equal items in their order.</summary>
    /// <typeparam name="T">The items' type.</typeparam>
    /// <param name="items">What to sort.</param>
    /// <param name="comparison">Negative when the first argument is less, zero when both are equal, else positive. Is called from several threads.</param>
    /// <param name="options">Worker limit, cancellation, scheduler, report; null for none. The call is one iteration of a loop.</param>
    /// <exception cref="ArgumentNullException"><paramref name="items"/> or <paramref name="comparison"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The scheduler in <paramref name="options"/> was disposed, and the input is long enough to use it.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled; the items are all there, in any order.</exception>
    /// <exception cref="AggregateException">The comparison failed: its own exceptions, flat, those of the lowest part first, however short the input; the
    /// items are all there, in any order.</exception>
    /// <remarks>As <see cref="Sort{T}(T[], IComparer{T}, RangeOptions)"/>.</remarks>
    /// <example><code>ParallelAlgorithms.Sort(orders, static (x, y) =&gt; x.Price.CompareTo(y.Price));</code></example>
    public static void Sort<T>(T[] items, Comparison<T> comparison, RangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(comparison);
        using var exact = new ExactArray<T>(items);
        Sorter.SortByMerge(exact.Items, new ComparisonOrder<T>(comparison), options);
    }

    /// <inheritdoc cref="Sort{T}(T[], Comparison{T}, RangeOptions)"/>
    public static void Sort<T>(Memory<T> items, Comparison<T> comparison, RangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        Sorter.SortByMerge(items, new ComparisonOrder<T>(comparison), options);
    }

    /// <inheritdoc cref="Sort{T}(T[], Comparison{T}, RangeOptions)"/>
    public static void Sort<T>(List<T> items, Comparison<T> comparison, RangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(comparison);
        Sorter.SortByMerge(ListMemory<T>.Of(items), new ComparisonOrder<T>(comparison), options);
    }

    private static void SortSpan<T>(T[] items, int index, int length, IComparer<T>? comparer, RangeOptions? options)
    {
        using var exact = new ExactArray<T>(items, index, length);
        Sorter.Sort(exact.Items, comparer, options);
    }
}
