using ParallelCore.Algorithms;

namespace ParallelCore;

/// <content>Sorted inputs.</content>
public static partial class ParallelAlgorithms
{
    /// <summary>Tells whether no item is less than the one before it.</summary>
    /// <typeparam name="T">The items' type.</typeparam>
    /// <param name="items">What to look at.</param>
    /// <param name="comparer">The order; null for the items' own.</param>
    /// <param name="options">Worker limit, cancellation, scheduler, report; null for none.</param>
    /// <returns>True when the items are in order; true for none and for one.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="items"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The scheduler in <paramref name="options"/> was disposed, and the input is long enough to use it.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled.</exception>
    /// <exception cref="AggregateException">The comparer failed before the first item out of order: its own exceptions, flat, those of the lowest part
    /// first.</exception>
    /// <remarks><b>Thread safety:</b> reads only; the comparer is called from several threads. <b>Order:</b> none. <b>Complexity:</b> O(n), and little more
    /// than up to the first item out of order; no allocation once warm.
    /// <b>Blocking:</b> until the answer is known.</remarks>
    /// <example><code>bool isSorted = ParallelAlgorithms.IsSorted(prices);</code></example>
    public static bool IsSorted<T>(T[] items, IComparer<T>? comparer = null, RangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        var work = new SortedWork<T>(items, options);
        Orders.Run(comparer, ref work);
        return work.IsSorted;
    }

    /// <inheritdoc cref="IsSorted{T}(T[], IComparer{T}, RangeOptions)"/>
    public static bool IsSorted<T>(ReadOnlyMemory<T> items, IComparer<T>? comparer = null, RangeOptions? options = null)
    {
        var work = new SortedWork<T>(items, options);
        Orders.Run(comparer, ref work);
        return work.IsSorted;
    }

    /// <summary>Merges two sorted inputs into one sorted output. Of equal items, those of the first input come first.</summary>
    /// <typeparam name="T">The items' type.</typeparam>
    /// <param name="first">A sorted input.</param>
    /// <param name="second">A sorted input.</param>
    /// <param name="destination">Its first items, as many as both inputs have, are overwritten; longer ones keep their rest.</param>
    /// <param name="comparer">The order that both inputs are in; null for the items' own.</param>
    /// <param name="options">Worker limit, cancellation, scheduler, report; null for none. The call is one iteration of a loop.</param>
    /// <exception cref="ArgumentNullException"><paramref name="first"/>, <paramref name="second"/> or <paramref name="destination"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is shorter than both inputs together, or what is written of it overlaps one of
    /// them; nothing is written.</exception>
    /// <exception cref="ObjectDisposedException">The scheduler in <paramref name="options"/> was disposed, and the input is long enough to use it.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled; the destination holds anything.</exception>
    /// <exception cref="AggregateException">The comparer failed: its own exceptions, flat, those of the lowest part first; the destination holds
    /// anything.</exception>
    /// <remarks>Unsorted inputs give all items in some order. <b>Thread safety:</b> nobody else may use the destination meanwhile; the comparer is called
    /// from several threads. <b>Order:</b> stable.
    /// <b>Complexity:</b> O(n); allocates less than 1 KB, and nothing on short inputs, which run on the calling thread. <b>Blocking:</b> until everything is
    /// merged.
    /// <b>Source:</b> co-ranking (Siebert, Träff, 2013).</remarks>
    /// <example><code>ParallelAlgorithms.Merge(oldPrices, newPrices, allPrices);</code></example>
    public static void Merge<T>(T[] first, T[] second, T[] destination, IComparer<T>? comparer = null, RangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(destination);
        using var exact = new ExactArray<T>(destination);
        MergeInto(first, second, exact.Items, comparer, options);
    }

    /// <inheritdoc cref="Merge{T}(T[], T[], T[], IComparer{T}, RangeOptions)"/>
    public static void Merge<T>(
        ReadOnlyMemory<T> first, ReadOnlyMemory<T> second, Memory<T> destination, IComparer<T>? comparer = null, RangeOptions? options = null)
    {
        MergeInto(first, second, destination, comparer, options);
    }

    private static void MergeInto<T>(ReadOnlyMemory<T> first, ReadOnlyMemory<T> second, Memory<T> destination, IComparer<T>? comparer, RangeOptions? options)
    {
        long length = (long)first.Length + second.Length;
        if (length > destination.Length)
        {
            throw new ArgumentException($"{length} items don't fit {destination.Length}.", nameof(destination));
        }

        Memory<T> target = destination[..(int)length];
        if (target.Span.Overlaps(first.Span) || target.Span.Overlaps(second.Span))
        {
            throw new ArgumentException("The destination overlaps an input.", nameof(destination));
        }

        var work = new MergeWork<T>(first, second, target, options);
        Orders.Run(comparer, ref work);
    }
}
