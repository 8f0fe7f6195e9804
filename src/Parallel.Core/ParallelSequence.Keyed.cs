using ParallelCore.Sequences;

namespace ParallelCore;

/// <content>Operators and results by key.</content>
public partial class ParallelSequence<T>
{
    /// <summary>The first of each set of equal items.</summary>
    /// <param name="comparer">Compares items; null for their own equality.</param>
    /// <returns>Those items, in order.</returns>
    /// <remarks>Gathers all items, unless they lie in memory; of a source that can only be pulled, the keys and a window of items: O(n) memory.</remarks>
    public ParallelSequence<T> Distinct(IEqualityComparer<T>? comparer = null) => DistinctBy(static item => item, comparer);

    /// <summary>The first item of each key.</summary>
    /// <typeparam name="TKey">The keys.</typeparam>
    /// <param name="keySelector">Is called once with each item.</param>
    /// <param name="comparer">Compares keys; null for their own equality.</param>
    /// <returns>Those items, in order.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="keySelector"/> is null.</exception>
    /// <remarks>Gathers all items, unless they lie in memory; of a source that can only be pulled, the keys and a window of items: O(n) memory.
    /// A key may be null. A window's keys are computed before its first item is handed on.</remarks>
    public ParallelSequence<T> DistinctBy<TKey>(Func<T, TKey> keySelector, IEqualityComparer<TKey>? comparer = null)
    {
        KeyBy<T, TKey> by = By(keySelector, comparer);
        BatchStage<T> streamed = DistinctBatches<T, TKey>.Of(Stage, by);
        return Then<T>(Stage.IsStreamed ? streamed : new ComputedStage<T>(execution => new MemoryStage<T>(Keyed.Distinct(Stage, by, execution)), streamed));
    }

    /// <summary>How many items each key has.</summary>
    /// <typeparam name="TKey">The keys.</typeparam>
    /// <param name="keySelector">Is called once with each item.</param>
    /// <param name="comparer">Compares keys; null for their own equality.</param>
    /// <returns>The keys, as the first item of each has it and in the order of these, with their counts.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="keySelector"/> is null.</exception>
    /// <remarks>Gathers all items, unless they lie in memory: O(n) memory. A key may be null.
    /// <b>Source:</b> grouping in tables that fit a cache, merged by partitions of the hashes (Leis, Boncz, Kemper, Neumann, 2014); so do all operators and
    /// results by key.</remarks>
    /// <example><code>
    /// foreach ((int length, int count) in new[] { "a", "bc", "de" }.InParallel().CountBy(word =&gt; word.Length).ToArray())
    /// {
    ///     Console.WriteLine($"{count} of length {length}");
    /// }
    /// </code></example>
    public ParallelSequence<KeyValuePair<TKey, int>> CountBy<TKey>(Func<T, TKey> keySelector, IEqualityComparer<TKey>? comparer = null)
    {
        KeyBy<T, TKey> by = By(keySelector, comparer);
        return Then(new ComputedStage<KeyValuePair<TKey, int>>(execution => new MemoryStage<KeyValuePair<TKey, int>>(Keyed.Count(Stage, by, execution))));
    }

    /// <summary>Folds the items of each key, in order.</summary>
    /// <typeparam name="TKey">The keys.</typeparam>
    /// <typeparam name="TAccumulate">The state of a fold.</typeparam>
    /// <param name="keySelector">Is called once with each item.</param>
    /// <param name="seed">The state of no items, of each key: one that doesn't change in place.</param>
    /// <param name="func">Adds an item to a state, and returns the state.</param>
    /// <param name="comparer">Compares keys; null for their own equality.</param>
    /// <returns>The keys, as the first item of each has it and in the order of these, with their states.</returns>
    /// <exception cref="ArgumentNullException">A delegate is null.</exception>
    /// <remarks>Gathers all items, unless they lie in memory: O(n) memory. A key may be null.
    /// A key's items are folded one after the other by one worker, keys at the same time: so <paramref name="func"/> need not be associative, and few keys, or
    /// one that has most of the items, leave workers idle. When folds of several keys fail, the first key's failure comes first.</remarks>
    public ParallelSequence<KeyValuePair<TKey, TAccumulate>> AggregateBy<TKey, TAccumulate>(
        Func<T, TKey> keySelector, TAccumulate seed, Func<TAccumulate, T, TAccumulate> func, IEqualityComparer<TKey>? comparer = null) =>
        AggregateBy(keySelector, _ => seed, func, comparer);

    /// <summary>Folds the items of each key, in order, into a state of its own.</summary>
    /// <typeparam name="TKey">The keys.</typeparam>
    /// <typeparam name="TAccumulate">The state of a fold.</typeparam>
    /// <param name="keySelector">Is called once with each item.</param>
    /// <param name="seedSelector">Makes the state of no items, for each key.</param>
    /// <param name="func">Adds an item to a state, and returns the state; the same object if it changes in place.</param>
    /// <param name="comparer">Compares keys; null for their own equality.</param>
    /// <returns>The keys, as the first item of each has it and in the order of these, with their states.</returns>
    /// <exception cref="ArgumentNullException">A delegate is null.</exception>
    /// <remarks>Gathers all items, unless they lie in memory: O(n) memory. A key may be null.
    /// A key's items are folded one after the other by one worker, keys at the same time: so <paramref name="func"/> need not be associative, and few keys, or
    /// one that has most of the items, leave workers idle. When folds of several keys fail, the first key's failure comes first.</remarks>
    public ParallelSequence<KeyValuePair<TKey, TAccumulate>> AggregateBy<TKey, TAccumulate>(
        Func<T, TKey> keySelector, Func<TKey, TAccumulate> seedSelector, Func<TAccumulate, T, TAccumulate> func, IEqualityComparer<TKey>? comparer = null)
    {
        KeyBy<T, TKey> by = By(keySelector, comparer);
        ArgumentNullException.ThrowIfNull(seedSelector);
        ArgumentNullException.ThrowIfNull(func);
        return Then(new ComputedStage<KeyValuePair<TKey, TAccumulate>>(execution => Keyed.Aggregate(Stage, by, seedSelector, func, execution)));
    }

    /// <summary>The items of each key, to be found by it.</summary>
    /// <typeparam name="TKey">The keys.</typeparam>
    /// <param name="keySelector">Is called once with each item.</param>
    /// <param name="comparer">Compares keys; null for their own equality.</param>
    /// <returns>The groups, in the order of their first items; an unknown key's is empty. It can be read by any number of threads at once.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="keySelector"/> is null.</exception>
    /// <exception cref="AggregateException">A delegate or the comparer failed; see the type's remarks.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>A key may be null. All groups share one array. A group is found in O(1), and costs one small object each time.</remarks>
    public ILookup<TKey, T> ToLookup<TKey>(Func<T, TKey> keySelector, IEqualityComparer<TKey>? comparer = null) =>
        Run(By(keySelector, comparer), static (stage, execution, by) => by.ToLookup(stage, execution));

    /// <summary>What is made of the items of each key, to be found by it.</summary>
    /// <typeparam name="TKey">The keys.</typeparam>
    /// <typeparam name="TElement">The elements.</typeparam>
    /// <param name="keySelector">Is called once with each item.</param>
    /// <param name="elementSelector">Makes an element of an item; is called once with each, after all keys are known.</param>
    /// <param name="comparer">Compares keys; null for their own equality.</param>
    /// <returns>The groups, in the order of their first items; an unknown key's is empty. It can be read by any number of threads at once.</returns>
    /// <exception cref="ArgumentNullException">A delegate is null.</exception>
    /// <exception cref="AggregateException">A delegate or the comparer failed; see the type's remarks.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>A key may be null. All groups share one array. A group is found in O(1), and costs one small object each time.</remarks>
    public ILookup<TKey, TElement> ToLookup<TKey, TElement>(
        Func<T, TKey> keySelector, Func<T, TElement> elementSelector, IEqualityComparer<TKey>? comparer = null)
    {
        KeyBy<T, TKey> by = By(keySelector, comparer);
        ArgumentNullException.ThrowIfNull(elementSelector);
        return Run((by, elementSelector), static (stage, execution, with) =>
            new KeyedLookup<TKey, TElement>(Groupings<TKey, TElement>.Of(stage, with.by, with.elementSelector, execution), with.by.Comparer, execution));
    }

    /// <summary>The items in a dictionary.</summary>
    /// <typeparam name="TKey">The keys.</typeparam>
    /// <param name="keySelector">Is called once with each item.</param>
    /// <param name="comparer">Compares keys; null for their own equality.</param>
    /// <returns>The dictionary; an empty one of no items.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="keySelector"/> is null.</exception>
    /// <exception cref="ArgumentException">Several items have one key: the lowest item that has a key of an item before it; or a key is null
    /// (<see cref="ArgumentNullException"/>).</exception>
    /// <exception cref="AggregateException">A delegate or the comparer failed; see the type's remarks.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>Items and keys are computed in parallel; the calling thread then fills the dictionary.</remarks>
    public Dictionary<TKey, T> ToDictionary<TKey>(Func<T, TKey> keySelector, IEqualityComparer<TKey>? comparer = null)
        where TKey : notnull => ToDictionary(keySelector, static item => item, comparer);

    /// <summary>What is made of the items, in a dictionary.</summary>
    /// <typeparam name="TKey">The keys.</typeparam>
    /// <typeparam name="TElement">The values.</typeparam>
    /// <param name="keySelector">Is called once with each item.</param>
    /// <param name="elementSelector">Makes the value of an item; is called once with each.</param>
    /// <param name="comparer">Compares keys; null for their own equality.</param>
    /// <returns>The dictionary; an empty one of no items.</returns>
    /// <exception cref="ArgumentNullException">A delegate is null.</exception>
    /// <exception cref="ArgumentException">Several items have one key: the lowest item that has a key of an item before it; or a key is null
    /// (<see cref="ArgumentNullException"/>).</exception>
    /// <exception cref="AggregateException">A delegate or the comparer failed; see the type's remarks.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>Items and keys are computed in parallel; the calling thread then fills the dictionary.</remarks>
    public Dictionary<TKey, TElement> ToDictionary<TKey, TElement>(
        Func<T, TKey> keySelector, Func<T, TElement> elementSelector, IEqualityComparer<TKey>? comparer = null)
        where TKey : notnull
    {
        KeyBy<T, TKey> by = By(keySelector, comparer);
        ArgumentNullException.ThrowIfNull(elementSelector);
        return Run((by, elementSelector), static (stage, execution, with) => Keyed.Dictionary(stage, with.by.Selector, with.elementSelector, with.by.Comparer, execution));
    }

    /// <summary>The items in a set.</summary>
    /// <param name="comparer">Compares items; null for their own equality.</param>
    /// <returns>The set, with the first of equal items; an empty one of no items.</returns>
    /// <exception cref="AggregateException">A delegate or the comparer failed; see the type's remarks.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>Equal items are removed in parallel; the calling thread then fills the set with those that are left.</remarks>
    public HashSet<T> ToHashSet(IEqualityComparer<T>? comparer = null) =>
        Run(comparer, static (stage, execution, comparer) => Keyed.Set(stage, comparer, execution));

    internal static KeyBy<T, TKey> By<TKey>(Func<T, TKey> keySelector, IEqualityComparer<TKey>? comparer)
    {
        ArgumentNullException.ThrowIfNull(keySelector);
        return new KeyBy<T, TKey>(keySelector, comparer);
    }
}
