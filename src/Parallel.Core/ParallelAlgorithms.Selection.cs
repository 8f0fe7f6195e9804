using ParallelCore.Algorithms;
using ParallelCore.Primitives;

namespace ParallelCore;

/// <content>The item at a rank, and the greatest items.</content>
public static partial class ParallelAlgorithms
{
    /// <summary>Moves the item that sorting would put at an index there, in place: none before it is greater, none behind it is less.</summary>
    /// <typeparam name="T">The items' type.</typeparam>
    /// <param name="items">What to rearrange; at least one item.</param>
    /// <param name="index">The wanted place, from 0 up to the number of items less one.</param>
    /// <param name="comparer">The order; null for the items' own.</param>
    /// <param name="options">Worker limit, cancellation, scheduler, report; null for none. The call is one iteration of a loop.</param>
    /// <exception cref="ArgumentNullException"><paramref name="items"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is negative or not less than the number of items.</exception>
    /// <exception cref="ObjectDisposedException">The scheduler in <paramref name="options"/> was disposed, and the input is long enough to use it.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled; the items are all there, in any order.</exception>
    /// <exception cref="AggregateException">The comparer failed: its own exceptions, flat, those of the lowest part first, however short the input; the items
    /// are all there, in any order.</exception>
    /// <remarks>Nobody else may use the items meanwhile. <b>Thread safety:</b> calls on different items may run at once; the comparer is called from several
    /// threads.
    /// <b>Order:</b> none on either side, but the same at every run and for every number of workers. <b>Complexity:</b> O(n) on average, O(n log n) at worst;
    /// a pooled buffer of n items; allocates less than 1 KB. <b>Blocking:</b> until the item is there.
    /// <b>Source:</b> selection by sampling (Floyd, Rivest, 1975).</remarks>
    /// <example><code>ParallelAlgorithms.NthElement(latencies, latencies.Length / 2);
    /// double median = latencies[latencies.Length / 2];</code></example>
    public static void NthElement<T>(T[] items, int index, IComparer<T>? comparer = null, RangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, items.Length);
        using var exact = new ExactArray<T>(items);
        NthElement(exact.Items, index, comparer, options);
    }

    /// <inheritdoc cref="NthElement{T}(T[], int, IComparer{T}, RangeOptions)"/>
    public static void NthElement<T>(Memory<T> items, int index, IComparer<T>? comparer = null, RangeOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, items.Length);
        var work = new SelectWork<T>(items, index, options);
        Orders.Run(comparer, ref work);
    }

    /// <summary>Finds the greatest items, the greatest first. Of equal items, the earlier one comes first, and is the one that stays.</summary>
    /// <typeparam name="T">The items' type.</typeparam>
    /// <param name="items">Where to look.</param>
    /// <param name="count">How many items are wanted, 0 or more.</param>
    /// <param name="comparer">The order; null for the items' own.</param>
    /// <param name="options">Worker limit, cancellation, scheduler, report; null for none. The call is one iteration of a loop.</param>
    /// <returns>A new array of <paramref name="count"/> items, or of all if there are fewer: empty for no items.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="items"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    /// <exception cref="ObjectDisposedException">The scheduler in <paramref name="options"/> was disposed, and the input is long enough to use it.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled.</exception>
    /// <exception cref="AggregateException">The comparer failed: its own exceptions, flat, those of the lowest part first.</exception>
    /// <remarks><b>Thread safety:</b> reads only; the comparer is called from several threads. <b>Order:</b> descending and stable. <b>Complexity:</b> O(n
    /// log k) for k wanted items, and about n comparisons when the items come in random order;
    /// pooled buffers; allocates the result and less than 1 KB. <b>Blocking:</b> until the result is there.</remarks>
    /// <example><code>double[] slowest = ParallelAlgorithms.TopN(latencies, 10);</code></example>
    public static T[] TopN<T>(T[] items, int count, IComparer<T>? comparer = null, RangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        return Top<T>(items, count, comparer, options);
    }

    /// <inheritdoc cref="TopN{T}(T[], int, IComparer{T}, RangeOptions)"/>
    public static T[] TopN<T>(ReadOnlyMemory<T> items, int count, IComparer<T>? comparer = null, RangeOptions? options = null)
    {
        return Top<T>(items, count, comparer, options);
    }

    /// <inheritdoc cref="TopN{T}(T[], int, IComparer{T}, RangeOptions)"/>
    public static T[] TopN<T>(List<T> items, int count, IComparer<T>? comparer = null, RangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        return Top<T>(ListMemory<T>.Of(items), count, comparer, options);
    }

    private static T[] Top<T>(ReadOnlyMemory<T> items, int count, IComparer<T>? comparer, RangeOptions? options)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var result = new T[Math.Min(count, items.Length)];
        var work = new TopWork<T>(items, result, options);
        Orders.Run(comparer, ref work);
        return result;
    }
}
