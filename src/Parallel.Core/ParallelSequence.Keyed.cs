using ParallelCore.Sequences;

namespace ParallelCore;

/// <content>Operators and results by key.</content>
public partial class ParallelSequence<T>
{
    public ParallelSequence<T> Distinct(IEqualityComparer<T>? comparer = null) => DistinctBy(static item => item, comparer);

    public ParallelSequence<T> DistinctBy<TKey>(Func<T, TKey> keySelector, IEqualityComparer<TKey>? comparer = null)
    {
        KeyBy<T, TKey> by = By(keySelector, comparer);
        return Then(new ComputedStage<T>(execution => new MemoryStage<T>(Keyed.Distinct(Stage, by, execution))));
    }

    public ParallelSequence<KeyValuePair<TKey, int>> CountBy<TKey>(Func<T, TKey> keySelector, IEqualityComparer<TKey>? comparer = null)
    {
        KeyBy<T, TKey> by = By(keySelector, comparer);
        return Then(new ComputedStage<KeyValuePair<TKey, int>>(execution => new MemoryStage<KeyValuePair<TKey, int>>(Keyed.Count(Stage, by, execution))));
    }

    public ParallelSequence<KeyValuePair<TKey, TAccumulate>> AggregateBy<TKey, TAccumulate>(
        Func<T, TKey> keySelector, TAccumulate seed, Func<TAccumulate, T, TAccumulate> func, IEqualityComparer<TKey>? comparer = null) =>
        AggregateBy(keySelector, _ => seed, func, comparer);

    public ParallelSequence<KeyValuePair<TKey, TAccumulate>> AggregateBy<TKey, TAccumulate>(
        Func<T, TKey> keySelector, Func<TKey, TAccumulate> seedSelector, Func<TAccumulate, T, TAccumulate> func, IEqualityComparer<TKey>? comparer = null)
    {
        KeyBy<T, TKey> by = By(keySelector, comparer);
        ArgumentNullException.ThrowIfNull(seedSelector);
        ArgumentNullException.ThrowIfNull(func);
        return Then(new ComputedStage<KeyValuePair<TKey, TAccumulate>>(execution => Keyed.Aggregate(Stage, by, seedSelector, func, execution)));
    }

    public ParallelSequence<IGrouping<TKey, T>> GroupBy<TKey>(Func<T, TKey> keySelector, IEqualityComparer<TKey>? comparer = null)
    {
        KeyBy<T, TKey> by = By(keySelector, comparer);
        return Then(new ComputedStage<IGrouping<TKey, T>>(execution => new GroupsStage<TKey, T>(Groupings<TKey, T>.Of(Stage, by, execution))));
    }

    public ParallelSequence<IGrouping<TKey, TElement>> GroupBy<TKey, TElement>(
        Func<T, TKey> keySelector, Func<T, TElement> elementSelector, IEqualityComparer<TKey>? comparer = null)
    {
        KeyBy<T, TKey> by = By(keySelector, comparer);
        ArgumentNullException.ThrowIfNull(elementSelector);
        return Then(new ComputedStage<IGrouping<TKey, TElement>>(
            execution => new GroupsStage<TKey, TElement>(Groupings<TKey, TElement>.Of(Stage, by, elementSelector, execution))));
    }

    public ILookup<TKey, T> ToLookup<TKey>(Func<T, TKey> keySelector, IEqualityComparer<TKey>? comparer = null) =>
        Run(By(keySelector, comparer), static (stage, execution, by) => new KeyedLookup<TKey, T>(Groupings<TKey, T>.Of(stage, by, execution), by.Comparer));

    public ILookup<TKey, TElement> ToLookup<TKey, TElement>(Func<T, TKey> keySelector, Func<T, TElement> elementSelector, IEqualityComparer<TKey>? comparer = null)
    {
        KeyBy<T, TKey> by = By(keySelector, comparer);
        ArgumentNullException.ThrowIfNull(elementSelector);
        return Run((by, elementSelector), static (stage, execution, with) =>
            new KeyedLookup<TKey, TElement>(Groupings<TKey, TElement>.Of(stage, with.by, with.elementSelector, execution), with.by.Comparer));
    }

    public Dictionary<TKey, T> ToDictionary<TKey>(Func<T, TKey> keySelector, IEqualityComparer<TKey>? comparer = null)
        where TKey : notnull => ToDictionary(keySelector, static item => item, comparer);

    public Dictionary<TKey, TElement> ToDictionary<TKey, TElement>(
        Func<T, TKey> keySelector, Func<T, TElement> elementSelector, IEqualityComparer<TKey>? comparer = null)
        where TKey : notnull
    {
        KeyBy<T, TKey> by = By(keySelector, comparer);
        ArgumentNullException.ThrowIfNull(elementSelector);
        return Run((by, elementSelector), static (stage, execution, with) => Keyed.Dictionary(stage, with.by.Selector, with.elementSelector, with.by.Comparer, execution));
    }

    public HashSet<T> ToHashSet(IEqualityComparer<T>? comparer = null) =>
        Run(comparer, static (stage, execution, comparer) => Keyed.Set(stage, comparer, execution));

    private static KeyBy<T, TKey> By<TKey>(Func<T, TKey> keySelector, IEqualityComparer<TKey>? comparer)
    {
        ArgumentNullException.ThrowIfNull(keySelector);
        return new KeyBy<T, TKey>(keySelector, comparer);
    }
}
