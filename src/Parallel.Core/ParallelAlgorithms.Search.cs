using ParallelCore.Algorithms;
using ParallelCore.Loops;

namespace ParallelCore;

/// <content>Searching.</content>
public static partial class ParallelAlgorithms
{
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
}
