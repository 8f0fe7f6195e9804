using System.Buffers;
using ParallelCore.Algorithms;
using ParallelCore.Loops;

namespace ParallelCore.Sequences;

/// <summary>What is made of items by their keys.</summary>
internal static class Keyed
{
    /// <summary>So many items are inserted between two looks at the token.</summary>
    private const int Step = 1024;

    /// <summary>The first item of each key.</summary>
    public static T[] Distinct<T, TKey>(Stage<T> source, KeyBy<T, TKey> by, Execution execution)
    {
        ReadOnlyMemory<T> items = Collected.Memory(source, execution);
        using KeyGrouping<TKey> grouping = by.Group(items, isDealt: false, execution);
        return grouping.ToArray(group => items.Span[group.First], execution);
    }

    /// <summary>The first item of each key that is, or isn't, among others.</summary>
    public static T[] DistinctAmong<T, TKey>(Stage<T> source, KeyBy<T, TKey> by, Stage<TKey> others, bool isAmong, Execution execution)
    {
        Execution quiet = execution.Inside(reports: false);
        ReadOnlyMemory<T> items = Collected.Memory(source, execution);
        ReadOnlyMemory<TKey> known = Collected.Memory(others, quiet);
        int length = checked(items.Length + known.Length);
        TKey[] keys = ArrayPool<TKey>.Shared.Rent(length);
        try
        {
            new CopyPass<TKey>(new FuncSelectStage<T, TKey>(new MemoryStage<T>(items), by.Selector), quiet).CopyTo(keys.AsMemory(0, items.Length));
            new CopyPass<TKey>(new MemoryStage<TKey>(known), quiet).CopyTo(keys.AsMemory(items.Length, known.Length));
            using KeyGrouping<TKey> grouping = KeyGrouping<TKey>.OfBoth(keys.AsMemory(0, length), items.Length, isAmong, by.Comparer, quiet);
            return grouping.ToArray(group => items.Span[group.First], execution);
        }
        finally
        {
            Pooled.Return(keys);
        }
    }

    /// <summary>How many items each key has.</summary>
    public static KeyValuePair<TKey, int>[] Count<T, TKey>(Stage<T> source, KeyBy<T, TKey> by, Execution execution)
    {
        using KeyGrouping<TKey> grouping = by.Group(Collected.Memory(source, execution), isDealt: false, execution);
        return grouping.ToArray(static group => new KeyValuePair<TKey, int>(group.Key, group.Count), execution);
    }

    /// <summary>The items of each key.</summary>
    public static Stage<IGrouping<TKey, T>> Groups<T, TKey>(Stage<T> source, KeyBy<T, TKey> by) =>
        new ComputedStage<IGrouping<TKey, T>>(execution => new GroupsStage<TKey, T>(Groupings<TKey, T>.Of(source, by, execution)));

    /// <summary>What is made of the items of each key.</summary>
    public static Stage<IGrouping<TKey, TElement>> Groups<T, TKey, TElement>(Stage<T> source, KeyBy<T, TKey> by, Func<T, TElement> elementSelector) =>
        new ComputedStage<IGrouping<TKey, TElement>>(execution => new GroupsStage<TKey, TElement>(Groupings<TKey, TElement>.Of(source, by, elementSelector, execution)));

    /// <summary>The items of each key, folded in order.</summary>
    public static Stage<KeyValuePair<TKey, TAccumulate>> Aggregate<T, TKey, TAccumulate>(
        Stage<T> source, KeyBy<T, TKey> by, Func<TKey, TAccumulate> seedSelector, Func<TAccumulate, T, TAccumulate> fold, Execution execution)
    {
        Groupings<TKey, T> groupings = Groupings<TKey, T>.Of(source, by, execution);
        return new FuncSelectStage<int, KeyValuePair<TKey, TAccumulate>>(new Int32RangeStage(0, groupings.Count), group =>
        {
            TKey key = groupings.KeyOf(group);
            TAccumulate state = seedSelector(key);
            foreach (T item in groupings.ElementsOf(group).AsSpan())
            {
                state = fold(state, item);
            }

            return new KeyValuePair<TKey, TAccumulate>(key, state);
        });
    }

    /// <summary>The items in a set of their own.</summary>
    public static HashSet<T> Set<T>(Stage<T> source, IEqualityComparer<T>? comparer, Execution execution)
    {
        T[] items = Distinct(source, new KeyBy<T, T>(static item => item, comparer), execution);
        var set = new HashSet<T>(items.Length, comparer);
        Insert<T>(items, set.Add, execution);
        return set;
    }

    /// <summary>The items in a dictionary of their own.</summary>
    public static Dictionary<TKey, TElement> Dictionary<T, TKey, TElement>(
        Stage<T> source, Func<T, TKey> keySelector, Func<T, TElement> elementSelector, IEqualityComparer<TKey>? comparer, Execution execution)
        where TKey : notnull
    {
        ReadOnlyMemory<KeyValuePair<TKey, TElement>> pairs = Collected.Memory(
            new FuncSelectStage<T, KeyValuePair<TKey, TElement>>(source, item => new KeyValuePair<TKey, TElement>(keySelector(item), elementSelector(item))), execution);
        return Dictionary(pairs, comparer, execution);
    }

    /// <summary>Pairs in a dictionary of their own.</summary>
    public static Dictionary<TKey, TElement> Dictionary<TKey, TElement>(
        ReadOnlyMemory<KeyValuePair<TKey, TElement>> pairs, IEqualityComparer<TKey>? comparer, Execution execution)
        where TKey : notnull
    {
        var dictionary = new Dictionary<TKey, TElement>(pairs.Length, comparer);
        int refused = Insert(pairs, pair => pair.Key is not null && dictionary.TryAdd(pair.Key, pair.Value), execution);
        if (refused == pairs.Length)
        {
            return dictionary;
        }

        TKey key = pairs.Span[refused].Key;
        ArgumentNullException.ThrowIfNull(key);
        throw new ArgumentException($"Several items have the key {key}.");
    }

    /// <summary>Inserts items one by one, up to the first that isn't taken. Returns where that is.</summary>
    private static int Insert<T>(ReadOnlyMemory<T> items, Func<T, bool> insert, Execution execution)
    {
        try
        {
            ReadOnlySpan<T> all = items.Span;
            for (int i = 0; i < all.Length; i++)
            {
                if (i % Step == 0 && execution.CancellationToken.IsCancellationRequested)
                {
                    break;
                }

                if (!insert(all[i]))
                {
                    return i;
                }
            }
        }
        catch (Exception e)
        {
            throw Failures.Flatten(e);
        }

        execution.CancellationToken.ThrowIfCancellationRequested();
        return items.Length;
    }
}

/// <summary>What the key of an item is, and when two are equal.</summary>
internal sealed record KeyBy<T, TKey>(Func<T, TKey> Selector, IEqualityComparer<TKey>? Comparer)
{
    public KeyGrouping<TKey> Group(ReadOnlyMemory<T> items, bool isDealt, Execution execution) =>
        KeyGrouping<TKey>.Of(items, Selector, Comparer, isDealt, execution);

    /// <summary>The items by key.</summary>
    public KeyedLookup<TKey, T> ToLookup(Stage<T> source, Execution execution) => new(Groupings<TKey, T>.Of(source, this, execution), Comparer, execution);
}
