using ParallelCore.Sequences;

namespace ParallelCore;

/// <content>Sorting.</content>
public partial class ParallelSequence<T>
{
    /// <summary>The items sorted by a key, the least first.</summary>
    /// <typeparam name="TKey">The keys.</typeparam>
    /// <param name="keySelector">Is called once with each item.</param>
    /// <param name="comparer">Compares keys; null for their own order. One that isn't consistent gives some order of all items.</param>
    /// <returns>The sorted items; those with equal keys in the order of the source, unless <c>ThenBy</c> refines it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="keySelector"/> is null.</exception>
    /// <remarks>Gathers all items: O(n) memory. See <see cref="OrderedParallelSequence{T}"/>.</remarks>
    public OrderedParallelSequence<T> OrderBy<TKey>(Func<T, TKey> keySelector, IComparer<TKey>? comparer = null) =>
        OrderBy(keySelector, comparer, isDescending: false);

    /// <summary>The items sorted by a key, the greatest first.</summary>
    /// <typeparam name="TKey">The keys.</typeparam>
    /// <param name="keySelector">Is called once with each item.</param>
    /// <param name="comparer">Compares keys; null for their own order. One that isn't consistent gives some order of all items.</param>
    /// <returns>The sorted items; those with equal keys in the order of the source, unless <c>ThenBy</c> refines it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="keySelector"/> is null.</exception>
    /// <remarks>Gathers all items: O(n) memory. See <see cref="OrderedParallelSequence{T}"/>.</remarks>
    public OrderedParallelSequence<T> OrderByDescending<TKey>(Func<T, TKey> keySelector, IComparer<TKey>? comparer = null) =>
        OrderBy(keySelector, comparer, isDescending: true);

    /// <summary>The items sorted, the least first.</summary>
    /// <param name="comparer">Compares items; null for their own order.</param>
    /// <returns>The sorted items; equal ones in the order of the source.</returns>
    /// <remarks>Gathers all items: O(n) memory. See <see cref="OrderedParallelSequence{T}"/>.</remarks>
    public OrderedParallelSequence<T> Order(IComparer<T>? comparer = null) =>
        new(Stage, new SortKey<T, T>(static item => item, comparer, isDescending: false), execution => Ordering.SortItems(Stage, comparer, execution), Settings);

    /// <summary>The items sorted, the greatest first.</summary>
    /// <param name="comparer">Compares items; null for their own order.</param>
    /// <returns>The sorted items; equal ones in the order of the source.</returns>
    /// <remarks>Gathers all items: O(n) memory. See <see cref="OrderedParallelSequence{T}"/>.</remarks>
    public OrderedParallelSequence<T> OrderDescending(IComparer<T>? comparer = null) => OrderByDescending(static item => item, comparer);

    private OrderedParallelSequence<T> OrderBy<TKey>(Func<T, TKey> keySelector, IComparer<TKey>? comparer, bool isDescending)
    {
        ArgumentNullException.ThrowIfNull(keySelector);
        return OrderedParallelSequence<T>.By(Stage, new SortKey<T, TKey>(keySelector, comparer, isDescending), Settings);
    }
}
