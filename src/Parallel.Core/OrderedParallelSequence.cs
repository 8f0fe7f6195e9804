using System.Diagnostics;
using ParallelCore.Sequences;

namespace ParallelCore;

/// <summary>A sorted sequence, which further keys can refine.</summary>
/// <typeparam name="T">The items.</typeparam>
/// <remarks>
/// Made by <c>OrderBy</c> and its kin. The source is sorted when a result is asked for, once per result, by all keys at once. Everything that
/// <see cref="ParallelSequence{T}"/> offers is there too, on the sorted items; <c>ThenBy</c> must come before it. <b>Thread safety:</b> immutable.
/// <b>Order:</b> that of the keys; items with equal keys keep the order of the source. <b>Exceptions, blocking:</b> see <see cref="ParallelSequence{T}"/>.
/// <b>Complexity:</b> each key selector is called once with each item. Keys that are numbers, characters or times in their own order are sorted by digits, in
/// linear time; others by comparing, O(n log n). O(n) memory.
/// </remarks>
/// <example><code>
/// string[] words = { "pear", "fig", "apple", "kiwi" };
/// string[] sorted = words.InParallel().OrderBy(word =&gt; word.Length).ThenBy(word =&gt; word, StringComparer.Ordinal).ToArray();
/// </code></example>
[DebuggerDisplay("Sorted {typeof(T).Name}")]
public sealed class OrderedParallelSequence<T> : ParallelSequence<T>
{
    private readonly Stage<T> _source;
    private readonly SortKey<T> _key;

    internal OrderedParallelSequence(Stage<T> source, SortKey<T> key, Func<Execution, T[]> sort, SequenceSettings settings)
        : base(new ComputedStage<T>(execution => new MemoryStage<T>(sort(execution))), settings)
    {
        _source = source;
        _key = key;
    }

    internal static OrderedParallelSequence<T> By(Stage<T> source, SortKey<T> key, SequenceSettings settings) =>
        new(source, key, execution => Ordering.Sort(source, key, execution), settings);

    /// <summary>Sorts items whose keys so far are equal by a further key, the least first.</summary>
    /// <typeparam name="TKey">The keys.</typeparam>
    /// <param name="keySelector">Returns an item's key.</param>
    /// <param name="comparer">Compares keys; null for their own order.</param>
    /// <returns>The sequence with this key behind those it has.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="keySelector"/> is null.</exception>
    public OrderedParallelSequence<T> ThenBy<TKey>(Func<T, TKey> keySelector, IComparer<TKey>? comparer = null) =>
        Then(keySelector, comparer, isDescending: false);

    /// <summary>Sorts items whose keys so far are equal by a further key, the greatest first.</summary>
    /// <typeparam name="TKey">The keys.</typeparam>
    /// <param name="keySelector">Returns an item's key.</param>
    /// <param name="comparer">Compares keys; null for their own order.</param>
    /// <returns>The sequence with this key behind those it has.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="keySelector"/> is null.</exception>
    public OrderedParallelSequence<T> ThenByDescending<TKey>(Func<T, TKey> keySelector, IComparer<TKey>? comparer = null) =>
        Then(keySelector, comparer, isDescending: true);

    private OrderedParallelSequence<T> Then<TKey>(Func<T, TKey> keySelector, IComparer<TKey>? comparer, bool isDescending)
    {
        ArgumentNullException.ThrowIfNull(keySelector);
        return By(_source, _key.Then(new SortKey<T, TKey>(keySelector, comparer, isDescending)), Settings);
    }
}
