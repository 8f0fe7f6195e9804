using ParallelCore.Sequences;

namespace ParallelCore;

/// <content>The rest of LINQ's operators: made of those in the other files, so that a query moves over as it is.</content>
public partial class ParallelSequence<T>
{
    /// <summary>Adds an item at the end.</summary>
    /// <param name="element">The item.</param>
    /// <returns>The items, then this one.</returns>
    public ParallelSequence<T> Append(T element) => Then(new ConcatStage<T>(Stage, new MemoryStage<T>(new[] { element })));

    /// <summary>Adds an item at the beginning.</summary>
    /// <param name="element">The item.</param>
    /// <returns>This one, then the items.</returns>
    public ParallelSequence<T> Prepend(T element) => Then(new ConcatStage<T>(new MemoryStage<T>(new[] { element }), Stage));

    /// <summary>Replaces an empty sequence by the default value.</summary>
    /// <returns>The items, or the type's default value alone.</returns>
    public ParallelSequence<T?> DefaultIfEmpty() => DefaultIfEmpty(default!)!;

    /// <summary>Replaces an empty sequence by a value.</summary>
    /// <param name="defaultValue">The value.</param>
    /// <returns>The items, or the value alone.</returns>
    public ParallelSequence<T> DefaultIfEmpty(T defaultValue) => Stage is MemoryStage<T>
        ? Gather(items => items.IsEmpty ? new[] { defaultValue } : items)
        : Then(Batched(source => new DefaultBatches<T>(source, defaultValue)));

    /// <summary>Keeps the last items.</summary>
    /// <param name="count">How many; 0 for a negative number.</param>
    /// <returns>The last items, in order; all if there are fewer.</returns>
    /// <remarks>Gathers the items.</remarks>
    public ParallelSequence<T> TakeLast(int count) => Gather(items => items[Math.Max(0, items.Length - Math.Max(0, count))..]);

    /// <summary>Drops the last items.</summary>
    /// <param name="count">How many; 0 for a negative number.</param>
    /// <returns>The items before those; none if there are fewer.</returns>
    /// <remarks>Gathers the items, unless they are pulled: then only those to drop.</remarks>
    public ParallelSequence<T> SkipLast(int count)
    {
        if (count <= 0)
        {
            return this;
        }

        BatchStage<T> streamed = Batched(source => new SkipLastBatches<T>(source, count));
        return Stage.IsStreamed ? Then(streamed) : Gather(items => items[..Math.Max(0, items.Length - count)], streamed);
    }

    /// <summary>Keeps the items of a range of positions.</summary>
    /// <param name="range">The range; its ends may count from the end. What is beyond the items is left out.</param>
    /// <returns>The items there, in order.</returns>
    /// <remarks>Gathers the items where an end of the range counts from the end.</remarks>
    public ParallelSequence<T> Take(Range range)
    {
        (Index from, Index to) = (range.Start, range.End);
        if (!from.IsFromEnd && !to.IsFromEnd)
        {
            return Take(to.Value).Skip(from.Value);
        }

        return Gather(items =>
        {
            int start = Math.Clamp(from.GetOffset(items.Length), 0, items.Length);
            return items[start..Math.Clamp(to.GetOffset(items.Length), start, items.Length)];
        });
    }

    /// <summary>Keeps the items before the first that fails a test of item and position.</summary>
    /// <param name="predicate">The test.</param>
    /// <returns>The items before that one.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="predicate"/> is null.</exception>
    public ParallelSequence<T> TakeWhile(Func<T, int, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return Then(Positions.Unpair(Positions.TakeWhile(Positions.Pair(Stage), pair => predicate(pair.Item, pair.Index))));
    }

    /// <summary>Drops the items before the first that fails a test of item and position.</summary>
    /// <param name="predicate">The test.</param>
    /// <returns>That item and all after it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="predicate"/> is null.</exception>
    public ParallelSequence<T> SkipWhile(Func<T, int, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return Then(Positions.Unpair(Positions.SkipWhile(Positions.Pair(Stage), pair => predicate(pair.Item, pair.Index))));
    }

    /// <summary>Projects each item and its position to a collection, and puts the collections' items in a row.</summary>
    /// <typeparam name="TResult">The items of the collections.</typeparam>
    /// <param name="selector">Returns an item's collection.</param>
    /// <returns>All their items, in order.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="selector"/> is null.</exception>
    public ParallelSequence<TResult> SelectMany<TResult>(Func<T, int, IEnumerable<TResult>> selector)
    {
        ArgumentNullException.ThrowIfNull(selector);
        return Then(new SelectManyStage<(int Index, T Item), TResult>(Positions.Pair(Stage), pair => selector(pair.Item, pair.Index)));
    }

    /// <summary>Projects each item and its position to a collection, and each pair of item and collection's item to a result.</summary>
    /// <typeparam name="TCollection">The items of the collections.</typeparam>
    /// <typeparam name="TResult">The results.</typeparam>
    /// <param name="collectionSelector">Returns an item's collection.</param>
    /// <param name="resultSelector">Makes a result of an item and one of its collection.</param>
    /// <returns>The results, in order.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public ParallelSequence<TResult> SelectMany<TCollection, TResult>(
        Func<T, int, IEnumerable<TCollection>> collectionSelector, Func<T, TCollection, TResult> resultSelector)
    {
        ArgumentNullException.ThrowIfNull(collectionSelector);
        ArgumentNullException.ThrowIfNull(resultSelector);
        return SelectMany((item, index) => collectionSelector(item, index)?.Select(inner => resultSelector(item, inner))!);
    }

    /// <summary>Puts the items into an order by chance.</summary>
    /// <returns>Each item once, in another order at every run.</returns>
    /// <remarks>Gathers the items.</remarks>
    public ParallelSequence<T> Shuffle() => Then(new ComputedStage<T>(execution =>
    {
        T[] items = Collected.Array(Stage, execution);
        ParallelAlgorithms.Shuffle(items, (ulong)Random.Shared.NextInt64(), execution.QuietOptions);
        return new MemoryStage<T>(items);
    }));

    /// <summary>Keeps the first of equal items of two sequences.</summary>
    /// <param name="second">The other sequence.</param>
    /// <param name="comparer">Compares items; null for their own equality.</param>
    /// <returns>The different items, in the order in which they come first.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="second"/> is null.</exception>
    public ParallelSequence<T> Union(IEnumerable<T> second, IEqualityComparer<T>? comparer = null) => Concat(second).Distinct(comparer);

    /// <summary>Keeps the first of the items of two sequences that have equal keys.</summary>
    /// <typeparam name="TKey">The keys.</typeparam>
    /// <param name="second">The other sequence.</param>
    /// <param name="keySelector">Computes an item's key.</param>
    /// <param name="comparer">Compares keys; null for their own equality.</param>
    /// <returns>The items with different keys, in the order in which they come first.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="second"/> or <paramref name="keySelector"/> is null.</exception>
    public ParallelSequence<T> UnionBy<TKey>(IEnumerable<T> second, Func<T, TKey> keySelector, IEqualityComparer<TKey>? comparer = null) =>
        Concat(second).DistinctBy(keySelector, comparer);

    /// <summary>Keeps the different items that are in another sequence, too.</summary>
    /// <param name="second">The other sequence.</param>
    /// <param name="comparer">Compares items; null for their own equality.</param>
    /// <returns>The items, in order.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="second"/> is null.</exception>
    public ParallelSequence<T> Intersect(IEnumerable<T> second, IEqualityComparer<T>? comparer = null) => IntersectBy(second, static item => item, comparer);

    /// <summary>Keeps items with different keys that are among other keys.</summary>
    /// <typeparam name="TKey">The keys.</typeparam>
    /// <param name="second">The other keys.</param>
    /// <param name="keySelector">Computes an item's key.</param>
    /// <param name="comparer">Compares keys; null for their own equality.</param>
    /// <returns>The first item of each key, in order.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="second"/> or <paramref name="keySelector"/> is null.</exception>
    public ParallelSequence<T> IntersectBy<TKey>(IEnumerable<TKey> second, Func<T, TKey> keySelector, IEqualityComparer<TKey>? comparer = null) =>
        DistinctByAmong(second, keySelector, comparer, isAmong: true);

    /// <summary>Keeps the different items that aren't in another sequence.</summary>
    /// <param name="second">The other sequence.</param>
    /// <param name="comparer">Compares items; null for their own equality.</param>
    /// <returns>The items, in order.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="second"/> is null.</exception>
    public ParallelSequence<T> Except(IEnumerable<T> second, IEqualityComparer<T>? comparer = null) => ExceptBy(second, static item => item, comparer);

    /// <summary>Keeps items with different keys that aren't among other keys.</summary>
    /// <typeparam name="TKey">The keys.</typeparam>
    /// <param name="second">The other keys.</param>
    /// <param name="keySelector">Computes an item's key.</param>
    /// <param name="comparer">Compares keys; null for their own equality.</param>
    /// <returns>The first item of each key, in order.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="second"/> or <paramref name="keySelector"/> is null.</exception>
    public ParallelSequence<T> ExceptBy<TKey>(IEnumerable<TKey> second, Func<T, TKey> keySelector, IEqualityComparer<TKey>? comparer = null) =>
        DistinctByAmong(second, keySelector, comparer, isAmong: false);

    /// <summary>Pairs each item with those of another sequence that have an equal key.</summary>
    /// <typeparam name="TInner">The other sequence's items.</typeparam>
    /// <typeparam name="TKey">The keys; null matches nothing.</typeparam>
    /// <typeparam name="TResult">The results.</typeparam>
    /// <param name="inner">The other sequence.</param>
    /// <param name="outerKeySelector">Computes an item's key.</param>
    /// <param name="innerKeySelector">Computes the key of one of the other items.</param>
    /// <param name="resultSelector">Makes a result of a pair.</param>
    /// <param name="comparer">Compares keys; null for their own equality.</param>
    /// <returns>The results, in the order of the items and, per item, of the other items.</returns>
    /// <exception cref="ArgumentNullException">An argument but <paramref name="comparer"/> is null.</exception>
    /// <remarks>The other sequence is put into a table first.</remarks>
    public ParallelSequence<TResult> Join<TInner, TKey, TResult>(
        IEnumerable<TInner> inner, Func<T, TKey> outerKeySelector, Func<TInner, TKey> innerKeySelector, Func<T, TInner, TResult> resultSelector, IEqualityComparer<TKey>? comparer = null)
    {
        ArgumentNullException.ThrowIfNull(resultSelector);
        Func<Execution, KeyedLookup<TKey, TInner>> others = Others(inner, outerKeySelector, innerKeySelector, comparer);
        return Then(new JoinStage<T, TInner, TKey, TResult>(Stage, others, outerKeySelector, resultSelector, isOuter: false));
    }

    /// <summary>Pairs each item with those of another sequence that have an equal key, or with the default value if there are none.</summary>
    /// <typeparam name="TInner">The other sequence's items.</typeparam>
    /// <typeparam name="TKey">The keys; null matches nothing.</typeparam>
    /// <typeparam name="TResult">The results.</typeparam>
    /// <param name="inner">The other sequence.</param>
    /// <param name="outerKeySelector">Computes an item's key.</param>
    /// <param name="innerKeySelector">Computes the key of one of the other items.</param>
    /// <param name="resultSelector">Makes a result of a pair.</param>
    /// <param name="comparer">Compares keys; null for their own equality.</param>
    /// <returns>The results, in the order of the items and, per item, of the other items.</returns>
    /// <exception cref="ArgumentNullException">An argument but <paramref name="comparer"/> is null.</exception>
    /// <remarks>The other sequence is put into a table first.</remarks>
    public ParallelSequence<TResult> LeftJoin<TInner, TKey, TResult>(
        IEnumerable<TInner> inner, Func<T, TKey> outerKeySelector, Func<TInner, TKey> innerKeySelector, Func<T, TInner?, TResult> resultSelector, IEqualityComparer<TKey>? comparer = null)
    {
        ArgumentNullException.ThrowIfNull(resultSelector);
        Func<Execution, KeyedLookup<TKey, TInner>> others = Others(inner, outerKeySelector, innerKeySelector, comparer);
        return Then(new JoinStage<T, TInner, TKey, TResult>(Stage, others, outerKeySelector, resultSelector, isOuter: true));
    }

    /// <summary>Pairs each item of another sequence with those of this one that have an equal key, or with the default value if there are none.</summary>
    /// <typeparam name="TInner">The other sequence's items.</typeparam>
    /// <typeparam name="TKey">The keys; null matches nothing.</typeparam>
    /// <typeparam name="TResult">The results.</typeparam>
    /// <param name="inner">The other sequence.</param>
    /// <param name="outerKeySelector">Computes an item's key.</param>
    /// <param name="innerKeySelector">Computes the key of one of the other items.</param>
    /// <param name="resultSelector">Makes a result of a pair.</param>
    /// <param name="comparer">Compares keys; null for their own equality.</param>
    /// <returns>The results, in the order of the other items and, per other item, of the items.</returns>
    /// <exception cref="ArgumentNullException">An argument but <paramref name="comparer"/> is null.</exception>
    /// <remarks>This sequence is put into a table first.</remarks>
    public ParallelSequence<TResult> RightJoin<TInner, TKey, TResult>(
        IEnumerable<TInner> inner, Func<T, TKey> outerKeySelector, Func<TInner, TKey> innerKeySelector, Func<T?, TInner, TResult> resultSelector, IEqualityComparer<TKey>? comparer = null)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentNullException.ThrowIfNull(outerKeySelector);
        ArgumentNullException.ThrowIfNull(innerKeySelector);
        ArgumentNullException.ThrowIfNull(resultSelector);
        ParallelSequence<TInner> others = new(StageOf(inner), Settings);
        return others.LeftJoin(this, innerKeySelector, outerKeySelector, (match, item) => resultSelector(item, match), comparer);
    }

    /// <summary>Projects each item, together with those of another sequence that have an equal key, to a result.</summary>
    /// <typeparam name="TInner">The other sequence's items.</typeparam>
    /// <typeparam name="TKey">The keys; null matches nothing.</typeparam>
    /// <typeparam name="TResult">The results.</typeparam>
    /// <param name="inner">The other sequence.</param>
    /// <param name="outerKeySelector">Computes an item's key.</param>
    /// <param name="innerKeySelector">Computes the key of one of the other items.</param>
    /// <param name="resultSelector">Makes a result of an item and its matches, of which there may be none.</param>
    /// <param name="comparer">Compares keys; null for their own equality.</param>
    /// <returns>A result per item, in order.</returns>
    /// <exception cref="ArgumentNullException">An argument but <paramref name="comparer"/> is null.</exception>
    /// <remarks>The other sequence is put into a table first.</remarks>
    public ParallelSequence<TResult> GroupJoin<TInner, TKey, TResult>(
        IEnumerable<TInner> inner, Func<T, TKey> outerKeySelector, Func<TInner, TKey> innerKeySelector, Func<T, IEnumerable<TInner>, TResult> resultSelector, IEqualityComparer<TKey>? comparer = null)
    {
        ArgumentNullException.ThrowIfNull(resultSelector);
        Func<Execution, KeyedLookup<TKey, TInner>> others = Others(inner, outerKeySelector, innerKeySelector, comparer);
        return Then(new GroupJoinStage<T, TInner, TKey, TResult>(Stage, others, outerKeySelector, resultSelector));
    }

    /// <summary>This sequence: it always keeps the order.</summary>
    /// <returns>This sequence.</returns>
    public ParallelSequence<T> AsOrdered() => this;

    /// <summary>This sequence: keeping the order costs it nothing.</summary>
    /// <returns>This sequence.</returns>
    public ParallelSequence<T> AsUnordered() => this;

    /// <summary>Sets how many workers take part at most: <see cref="WithMaxWorkers"/> under PLINQ's name.</summary>
    /// <param name="degreeOfParallelism">At least 1.</param>
    /// <returns>The sequence with this setting.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="degreeOfParallelism"/> is less than 1.</exception>
    public ParallelSequence<T> WithDegreeOfParallelism(int degreeOfParallelism)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(degreeOfParallelism, 1);
        return WithMaxWorkers(degreeOfParallelism);
    }

    private ParallelSequence<T> Gather(Func<ReadOnlyMemory<T>, ReadOnlyMemory<T>> part, Stage<T>? streamed = null) =>
        Then(new ComputedStage<T>(execution => new MemoryStage<T>(part(Stage is MemoryStage<T> memory ? memory.Items : Gathered<T>.Of(Stage, execution))), streamed));

    private ParallelSequence<T> DistinctByAmong<TKey>(IEnumerable<TKey> second, Func<T, TKey> keySelector, IEqualityComparer<TKey>? comparer, bool isAmong)
    {
        ArgumentNullException.ThrowIfNull(second);
        KeyBy<T, TKey> by = By(keySelector, comparer);
        Stage<TKey> keys = StageOf(second);
        BatchStage<T> streamed = DistinctBatches<T, TKey>.Of(Stage, by, keys, isAmong);
        return Then<T>(Stage.IsStreamed
            ? streamed
            : new ComputedStage<T>(execution => new MemoryStage<T>(Keyed.DistinctAmong(Stage, by, keys, isAmong, execution)), streamed));
    }

    private Func<Execution, KeyedLookup<TKey, TInner>> Others<TInner, TKey>(
        IEnumerable<TInner> inner, Func<T, TKey> outerKeySelector, Func<TInner, TKey> innerKeySelector, IEqualityComparer<TKey>? comparer)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentNullException.ThrowIfNull(outerKeySelector);
        ArgumentNullException.ThrowIfNull(innerKeySelector);
        Stage<TInner> others = StageOf(inner);
        var by = new KeyBy<TInner, TKey>(innerKeySelector, comparer);
        return execution => by.ToLookup(others, execution.Inside(reports: false));
    }
}
