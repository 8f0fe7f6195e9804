using ParallelCore.Sequences;

namespace ParallelCore;

/// <content>
/// Operators whose items hold the source's: pairs, arrays, windows, groups. They are extensions, as LINQ's are: a member of the sequences' type whose result is a sequence of a larger type makes
/// an ahead-of-time compiler that keeps all members compile ever larger types. They have no optional parameters: between an extension of ours that fits the source better, and one of LINQ's that fits
/// a delegate better, the compiler would take the one that leaves no parameter out, and say nothing.
/// </content>
public static partial class ParallelSequenceExtensions
{
    /// <summary>Each item with its position.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <param name="source">The items.</param>
    /// <returns>Pairs; positions start at 0.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    /// <remarks>Behind an operator that drops or adds items, it takes a window of the source at a time.</remarks>
    public static ParallelSequence<(int Index, T Item)> Index<T>(this ParallelSequence<T> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.Then(Positions.Pair(source.Stage));
    }

    /// <summary>The pairs of items at the same position of two sequences.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <typeparam name="TSecond">The other's items.</typeparam>
    /// <param name="first">The items.</param>
    /// <param name="second">The other sequence.</param>
    /// <returns>As many pairs as the shorter one has items.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <remarks>A sequence whose positions aren't known before it has run is gathered first, as many items as the other one has; if neither side's are known, windows of both
    /// are taken.</remarks>
    public static ParallelSequence<(T First, TSecond Second)> Zip<T, TSecond>(this ParallelSequence<T> first, IEnumerable<TSecond> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return first.Then(ZipStages.Of(first.Stage, first.StageOf(second)));
    }

    /// <summary>A value made of each pair of items at the same position of two sequences.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <typeparam name="TSecond">The other's items.</typeparam>
    /// <typeparam name="TResult">The values.</typeparam>
    /// <param name="first">The items.</param>
    /// <param name="second">The other sequence.</param>
    /// <param name="resultSelector">Makes a value of a pair.</param>
    /// <returns>As many values as the shorter sequence has items.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <remarks>See <see cref="Zip{T, TSecond}(ParallelSequence{T}, IEnumerable{TSecond})"/>.</remarks>
    public static ParallelSequence<TResult> Zip<T, TSecond, TResult>(
        this ParallelSequence<T> first, IEnumerable<TSecond> second, Func<T, TSecond, TResult> resultSelector)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(resultSelector);
        return first.Then(new FuncSelectStage<(T First, TSecond Second), TResult>(
            ZipStages.Of(first.Stage, first.StageOf(second)), pair => resultSelector(pair.First, pair.Second)));
    }

    /// <summary>The triples of items at the same position of three sequences.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <typeparam name="TSecond">The second sequence's items.</typeparam>
    /// <typeparam name="TThird">The third sequence's items.</typeparam>
    /// <param name="first">The items.</param>
    /// <param name="second">The second sequence.</param>
    /// <param name="third">The third sequence.</param>
    /// <returns>As many triples as the shortest has items.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <remarks>See <see cref="Zip{T, TSecond}(ParallelSequence{T}, IEnumerable{TSecond})"/>.</remarks>
    public static ParallelSequence<(T First, TSecond Second, TThird Third)> Zip<T, TSecond, TThird>(
        this ParallelSequence<T> first, IEnumerable<TSecond> second, IEnumerable<TThird> third)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(third);
        return first.Then(new FuncSelectStage<((T First, TSecond Second) First, TThird Second), (T First, TSecond Second, TThird Third)>(
            ZipStages.Of(ZipStages.Of(first.Stage, first.StageOf(second)), first.StageOf(third)), static pair => (pair.First.First, pair.First.Second, pair.Second)));
    }

    /// <summary>Arrays of so many items in a row.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <param name="source">The items.</param>
    /// <param name="size">Items in an array, at least 1; the last array may have fewer.</param>
    /// <returns>The arrays; none of no items.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is less than 1.</exception>
    /// <remarks>Behind an operator that drops or adds items, or of a source that can only be pulled, it takes a window of the source at a time.</remarks>
    public static ParallelSequence<T[]> Chunk<T>(this ParallelSequence<T> source, int size)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        return source.Then<T[]>(source.Stage.IsIndexed ? new ChunkStage<T>(source.Stage, size) : source.Batched(batches => new ChunkBatches<T>(batches, size)));
    }

    /// <summary>Every stretch of so many items in a row: items 0 to size - 1, items 1 to size, and so on.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <param name="source">The items.</param>
    /// <param name="size">Items in a window, at least 1.</param>
    /// <returns>Views of one array, which nobody should change; none if there are fewer items than that.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is less than 1.</exception>
    /// <remarks>Views of one array that holds all items or, behind an operator that drops or adds items, as many as a window of the source gives. A view itself costs
    /// nothing.</remarks>
    public static ParallelSequence<ReadOnlyMemory<T>> Window<T>(this ParallelSequence<T> source, int size)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        return source.Then<ReadOnlyMemory<T>>(source.Stage.IsIndexed ? new WindowStage<T>(source.Stage, size) : source.Batched(batches => new WindowBatches<T>(batches, size)));
    }

    /// <summary>The items of each key.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <typeparam name="TKey">The keys.</typeparam>
    /// <param name="source">The items.</param>
    /// <param name="keySelector">Is called once with each item.</param>
    /// <param name="comparer">Compares keys; null for their own equality.</param>
    /// <returns>The groups, in the order of their first items; a group's items are in order, and can be used by index or <c>InParallel()</c> again.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> or <paramref name="keySelector"/> is null.</exception>
    /// <remarks>Gathers all items, unless they lie in memory: O(n) memory. A key may be null. All groups share one array.</remarks>
    /// <example><code>
    /// (char First, double Mean)[] means = new[] { "a", "bc", "be" }.InParallel().GroupBy(word =&gt; word[0])
    ///     .Select(group =&gt; (group.Key, group.Average(word =&gt; word.Length))).ToArray();
    /// </code></example>
    public static ParallelSequence<IGrouping<TKey, T>> GroupBy<T, TKey>(
        this ParallelSequence<T> source, Func<T, TKey> keySelector, IEqualityComparer<TKey>? comparer)
    {
        ArgumentNullException.ThrowIfNull(source);
        KeyBy<T, TKey> by = ParallelSequence<T>.By(keySelector, comparer);
        return source.Then(Keyed.Groups(source.Stage, by));
    }

    /// <inheritdoc cref="GroupBy{T, TKey}(ParallelSequence{T}, Func{T, TKey}, IEqualityComparer{TKey}?)"/>
    public static ParallelSequence<IGrouping<TKey, T>> GroupBy<T, TKey>(this ParallelSequence<T> source, Func<T, TKey> keySelector) =>
        source.GroupBy(keySelector, comparer: null);

    /// <summary>What is made of the items of each key.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <typeparam name="TKey">The keys.</typeparam>
    /// <typeparam name="TElement">The elements.</typeparam>
    /// <param name="source">The items.</param>
    /// <param name="keySelector">Is called once with each item.</param>
    /// <param name="elementSelector">Makes an element of an item; is called once with each, after all keys are known.</param>
    /// <param name="comparer">Compares keys; null for their own equality.</param>
    /// <returns>The groups, in the order of their first items; a group's elements are in the order of the items.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> or a delegate is null.</exception>
    /// <remarks>Gathers all items, unless they lie in memory: O(n) memory. A key may be null. All groups share one array.</remarks>
    public static ParallelSequence<IGrouping<TKey, TElement>> GroupBy<T, TKey, TElement>(
        this ParallelSequence<T> source, Func<T, TKey> keySelector, Func<T, TElement> elementSelector, IEqualityComparer<TKey>? comparer)
    {
        ArgumentNullException.ThrowIfNull(source);
        KeyBy<T, TKey> by = ParallelSequence<T>.By(keySelector, comparer);
        ArgumentNullException.ThrowIfNull(elementSelector);
        return source.Then(Keyed.Groups(source.Stage, by, elementSelector));
    }

    /// <inheritdoc cref="GroupBy{T, TKey, TElement}(ParallelSequence{T}, Func{T, TKey}, Func{T, TElement}, IEqualityComparer{TKey}?)"/>
    public static ParallelSequence<IGrouping<TKey, TElement>> GroupBy<T, TKey, TElement>(
        this ParallelSequence<T> source, Func<T, TKey> keySelector, Func<T, TElement> elementSelector) =>
        source.GroupBy(keySelector, elementSelector, comparer: null);

    /// <summary>Groups items by key, and projects each group to a result.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <typeparam name="TKey">The keys.</typeparam>
    /// <typeparam name="TResult">The results.</typeparam>
    /// <param name="source">The items.</param>
    /// <param name="keySelector">Computes an item's key.</param>
    /// <param name="resultSelector">Makes a result of a key and its items.</param>
    /// <param name="comparer">Compares keys; null for their own equality.</param>
    /// <returns>A result per key, in the order in which the keys come first.</returns>
    /// <exception cref="ArgumentNullException">An argument but <paramref name="comparer"/> is null.</exception>
    public static ParallelSequence<TResult> GroupBy<T, TKey, TResult>(
        this ParallelSequence<T> source, Func<T, TKey> keySelector, Func<TKey, IEnumerable<T>, TResult> resultSelector, IEqualityComparer<TKey>? comparer)
    {
        ArgumentNullException.ThrowIfNull(source);
        KeyBy<T, TKey> by = ParallelSequence<T>.By(keySelector, comparer);
        ArgumentNullException.ThrowIfNull(resultSelector);
        return source.Then(new FuncSelectStage<IGrouping<TKey, T>, TResult>(Keyed.Groups(source.Stage, by), group => resultSelector(group.Key, group)));
    }

    /// <inheritdoc cref="GroupBy{T, TKey, TResult}(ParallelSequence{T}, Func{T, TKey}, Func{TKey, IEnumerable{T}, TResult}, IEqualityComparer{TKey}?)"/>
    public static ParallelSequence<TResult> GroupBy<T, TKey, TResult>(
        this ParallelSequence<T> source, Func<T, TKey> keySelector, Func<TKey, IEnumerable<T>, TResult> resultSelector) =>
        source.GroupBy(keySelector, resultSelector, comparer: null);

    /// <summary>Groups what items are projected to by key, and projects each group to a result.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <typeparam name="TKey">The keys.</typeparam>
    /// <typeparam name="TElement">What is grouped.</typeparam>
    /// <typeparam name="TResult">The results.</typeparam>
    /// <param name="source">The items.</param>
    /// <param name="keySelector">Computes an item's key.</param>
    /// <param name="elementSelector">Computes what is grouped of an item.</param>
    /// <param name="resultSelector">Makes a result of a key and its elements.</param>
    /// <param name="comparer">Compares keys; null for their own equality.</param>
    /// <returns>A result per key, in the order in which the keys come first.</returns>
    /// <exception cref="ArgumentNullException">An argument but <paramref name="comparer"/> is null.</exception>
    public static ParallelSequence<TResult> GroupBy<T, TKey, TElement, TResult>(
        this ParallelSequence<T> source, Func<T, TKey> keySelector, Func<T, TElement> elementSelector, Func<TKey, IEnumerable<TElement>, TResult> resultSelector, IEqualityComparer<TKey>? comparer)
    {
        ArgumentNullException.ThrowIfNull(source);
        KeyBy<T, TKey> by = ParallelSequence<T>.By(keySelector, comparer);
        ArgumentNullException.ThrowIfNull(elementSelector);
        ArgumentNullException.ThrowIfNull(resultSelector);
        return source.Then(new FuncSelectStage<IGrouping<TKey, TElement>, TResult>(Keyed.Groups(source.Stage, by, elementSelector), group => resultSelector(group.Key, group)));
    }

    /// <inheritdoc cref="GroupBy{T, TKey, TElement, TResult}(ParallelSequence{T}, Func{T, TKey}, Func{T, TElement}, Func{TKey, IEnumerable{TElement}, TResult}, IEqualityComparer{TKey}?)"/>
    public static ParallelSequence<TResult> GroupBy<T, TKey, TElement, TResult>(
        this ParallelSequence<T> source, Func<T, TKey> keySelector, Func<T, TElement> elementSelector, Func<TKey, IEnumerable<TElement>, TResult> resultSelector) =>
        source.GroupBy(keySelector, elementSelector, resultSelector, comparer: null);
}
