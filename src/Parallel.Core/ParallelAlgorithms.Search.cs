using ParallelCore.Algorithms;
using ParallelCore.Loops;
using ParallelCore.Primitives;

namespace ParallelCore;

/// <content>What only reads.</content>
public static partial class ParallelAlgorithms
{
    /// <summary>Finds the first item that equals a value.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <param name="items">The items.</param>
    /// <param name="value">What to look for.</param>
    /// <param name="options">Worker limit, cancellation, progress, scheduler, name; null for none.</param>
    /// <returns>The lowest index; -1 if there is none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="items"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The scheduler in <paramref name="options"/> was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled.</exception>
    /// <exception cref="AggregateException">A comparison before the lowest index threw.</exception>
    /// <remarks>Once found, nothing behind it is begun. Thread safety, complexity, blocking: see <see cref="ParallelAlgorithms"/>.</remarks>
    public static int IndexOf<T>(T[] items, T value, RangeOptions? options = null)
        where T : IEquatable<T>?
    {
        ArgumentNullException.ThrowIfNull(items);
        return IndexOf((ReadOnlyMemory<T>)items, value, options);
    }

    /// <inheritdoc cref="IndexOf{T}(T[], T, RangeOptions?)"/>
    public static int IndexOf<T>(ReadOnlyMemory<T> items, T value, RangeOptions? options = null)
        where T : IEquatable<T>? =>
        First(items.Length, new IndexOfBody<T>(items, value), options, SiteCosts.Key<IndexOfBody<T>>());

    /// <inheritdoc cref="IndexOf{T}(T[], T, RangeOptions?)"/>
    public static int IndexOf<T>(List<T> items, T value, RangeOptions? options = null)
        where T : IEquatable<T>?
    {
        ArgumentNullException.ThrowIfNull(items);
        return IndexOf((ReadOnlyMemory<T>)ListMemory<T>.Of(items), value, options);
    }

    /// <summary>Finds the first item that a predicate accepts.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <param name="items">The items.</param>
    /// <param name="predicate">Is called with each item up to the one that is found, and with some behind it.</param>
    /// <param name="options">Worker limit, cancellation, progress, scheduler, name; null for none.</param>
    /// <returns>The lowest index; -1 if there is none.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ObjectDisposedException">The scheduler in <paramref name="options"/> was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled.</exception>
    /// <exception cref="AggregateException"><paramref name="predicate"/> threw before the lowest index. What it throws behind that is dropped: the sequential
    /// search would not have met it.</exception>
    /// <remarks>Once found, nothing behind it is begun. Thread safety, complexity, blocking: see <see cref="ParallelAlgorithms"/>.</remarks>
    public static int FindIndex<T>(T[] items, Func<T, bool> predicate, RangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        return FindIndex((ReadOnlyMemory<T>)items, predicate, options);
    }

    /// <inheritdoc cref="FindIndex{T}(T[], Func{T, bool}, RangeOptions?)"/>
    public static int FindIndex<T>(ReadOnlyMemory<T> items, Func<T, bool> predicate, RangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return First(items.Length, new FindIndexBody<T>(items, predicate), options, CallbackKey(predicate));
    }

    /// <inheritdoc cref="FindIndex{T}(T[], Func{T, bool}, RangeOptions?)"/>
    public static int FindIndex<T>(List<T> items, Func<T, bool> predicate, RangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        return FindIndex((ReadOnlyMemory<T>)ListMemory<T>.Of(items), predicate, options);
    }

    /// <summary>Looks each key up among sorted items.</summary>
    /// <typeparam name="T">The items and keys.</typeparam>
    /// <param name="sorted">Items in ascending order of <paramref name="comparer"/>.</param>
    /// <param name="keys">What to look for, in any order.</param>
    /// <param name="indices">Receives, for each key, what <see cref="Array.BinarySearch{T}(T[], T)"/> returns: the index of an equal item, or the complement
    /// (<c>~</c>) of the index where the key belongs.
    /// At least as long as the keys; what is longer stays as it is. It must not share memory with the other two.</param>
    /// <param name="comparer">The order; null for the type's own.</param>
    /// <param name="options">Worker limit, cancellation, progress, scheduler, name; null for none.</param>
    /// <exception cref="ArgumentNullException">An array is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="indices"/> is too short.</exception>
    /// <exception cref="ObjectDisposedException">The scheduler in <paramref name="options"/> was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled.</exception>
    /// <exception cref="AggregateException">A comparison threw, as it does for a type without an order.</exception>
    /// <remarks><b>Complexity:</b> O(keys x log items). Thread safety, blocking: see <see cref="ParallelAlgorithms"/>.</remarks>
    public static void BinarySearch<T>(T[] sorted, T[] keys, int[] indices, IComparer<T>? comparer = null, RangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(sorted);
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(indices);
        BinarySearch((ReadOnlyMemory<T>)sorted, keys, indices, comparer, options);
    }

    /// <inheritdoc cref="BinarySearch{T}(T[], T[], int[], IComparer{T}?, RangeOptions?)"/>
    public static void BinarySearch<T>(
        ReadOnlyMemory<T> sorted, ReadOnlyMemory<T> keys, Memory<int> indices, IComparer<T>? comparer = null, RangeOptions? options = null)
    {
        Overlap.ThrowIfTooShort(keys.Length, indices.Length, nameof(indices));
        if (comparer is null)
        {
            var body = new BinarySearchBody<T, DefaultComparison<T>>(sorted, keys, indices, default);
            EachItem(keys.Length, body, options, SiteCosts.Key<BinarySearchBody<T, DefaultComparison<T>>>());
        }
        else
        {
            EachItem(keys.Length, new BinarySearchBody<T, IComparer<T>>(sorted, keys, indices, comparer), options, SiteCosts.Key(comparer, 0));
        }
    }

    /// <summary>Finds the least and the greatest item.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <param name="items">The items, at least one.</param>
    /// <param name="comparer">The order; null for the type's own.</param>
    /// <param name="options">Worker limit, cancellation, progress, scheduler, name; null for none.</param>
    /// <returns>Both; of equal items, the first.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="items"/> is null.</exception>
    /// <exception cref="InvalidOperationException">There are no items.</exception>
    /// <exception cref="ObjectDisposedException">The scheduler in <paramref name="options"/> was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled.</exception>
    /// <exception cref="AggregateException">A comparison threw, as it does for a type without an order.</exception>
    /// <remarks>
    /// <b>NaN</b> comes before all numbers, as for LINQ's Min and Max: if there is one, it is the least; it is the greatest only if there is nothing else.
    /// Null, unlike LINQ's, counts, and comes before everything.
    /// <b>Complexity:</b> O(n); several numbers at a time where the processor compares vectors of them. Thread safety, blocking: see
    /// <see cref="ParallelAlgorithms"/>.
    /// </remarks>
    /// <example><code>
    /// double[] numbers = [3, 1, 4];
    /// (double low, double high) = ParallelAlgorithms.MinMax(numbers); // 1 and 4
    /// </code></example>
    public static (T Min, T Max) MinMax<T>(T[] items, IComparer<T>? comparer = null, RangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        return MinMax((ReadOnlyMemory<T>)items, comparer, options);
    }

    /// <inheritdoc cref="MinMax{T}(T[], IComparer{T}?, RangeOptions?)"/>
    public static (T Min, T Max) MinMax<T>(ReadOnlyMemory<T> items, IComparer<T>? comparer = null, RangeOptions? options = null)
    {
        if (items.IsEmpty)
        {
            throw new InvalidOperationException("There are no items, and so no least one.");
        }

        int key = comparer is null ? SiteCosts.Key<ExtremesBody<T, DefaultComparison<T>>>() : SiteCosts.Key(comparer, 0);
        Extremes<T> found = comparer is null
            ? ExtremesSearch.Run(items, Blocks.OfComparisons<T>(items.Length), default(DefaultComparison<T>), options, key)
            : ExtremesSearch.Run(items, Blocks.OfCalls(items.Length), comparer, options, key);
        return (found.Min, found.Max);
    }

    /// <inheritdoc cref="MinMax{T}(T[], IComparer{T}?, RangeOptions?)"/>
    public static (T Min, T Max) MinMax<T>(List<T> items, IComparer<T>? comparer = null, RangeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        return MinMax((ReadOnlyMemory<T>)ListMemory<T>.Of(items), comparer, options);
    }

    private static int First<TBody>(int count, TBody body, RangeOptions? options, int key)
        where TBody : struct, ILoopBody =>
        Loop.RunUntil(0, count, ChunkPolicy.Auto, body, options, key, out long index) ? (int)index : -1;
}
