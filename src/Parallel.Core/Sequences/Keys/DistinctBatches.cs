using ParallelCore.Loops;

namespace ParallelCore.Sequences;

/// <summary>The first item of each key that is, or isn't, among others, a batch at a time: each batch's keys are found in parallel, and those that count among them
/// by the calling thread.</summary>
/// <param name="source">The items with their keys: where a key can't be computed, the items before it come first.</param>
/// <param name="comparer">When keys are equal.</param>
/// <param name="known">The keys of the others.</param>
/// <param name="isAmong">Whether an item counts whose key is one of them, and no longer; or else one whose key is none, and then one.</param>
/// <param name="execution">The call.</param>
internal sealed class DistinctBatches<T, TKey>(
    Batches<(TKey Key, T Item)> source, IEqualityComparer<TKey>? comparer, HashSet<TKey> known, bool isAmong, Execution execution) : Batches<T>
{
    private static readonly Func<(TKey Key, T Item), TKey> s_key = static pair => pair.Key;

    private T[] _items = [];
    private Exception? _failure;

    /// <summary>The items of a stage whose key is new.</summary>
    public static BatchStage<T> Of(Stage<T> source, KeyBy<T, TKey> by) =>
        Of(source, by, isAmong: false, execution => new HashSet<TKey>(by.Comparer));

    /// <summary>The first items of their keys that are, or aren't, among others.</summary>
    public static BatchStage<T> Of(Stage<T> source, KeyBy<T, TKey> by, Stage<TKey> others, bool isAmong) =>
        Of(source, by, isAmong, execution => Keyed.Set(others, by.Comparer, execution.Inside(reports: false)));

    public override bool Next(bool mayCut, out ReadOnlyMemory<T> items)
    {
        int count = 0;
        while (count == 0 && _failure is null && source.Next(mayCut, out ReadOnlyMemory<(TKey Key, T Item)> batch))
        {
            count = Keep(batch);
        }

        if (count == 0 && _failure is not null)
        {
            throw Failures.Flatten(_failure);
        }

        items = _items.AsMemory(0, count);
        return count > 0;
    }

    private static BatchStage<T> Of(Stage<T> source, KeyBy<T, TKey> by, bool isAmong, Func<Execution, HashSet<TKey>> known)
    {
        Func<T, TKey> key = by.Selector;
        var pairs = new FuncSelectStage<T, (TKey Key, T Item)>(source, item => (key(item), item));
        return new BatchStage<T>(execution =>
        {
            HashSet<TKey> others = known(execution);
            return new DistinctBatches<T, TKey>(pairs.Begin(execution), by.Comparer, others, isAmong, execution);
        });
    }

    private int Keep(ReadOnlyMemory<(TKey Key, T Item)> batch)
    {
        KeyGrouping<TKey> grouping;
        try
        {
            grouping = KeyGrouping<TKey>.Of(batch, s_key, comparer, isDealt: false, execution);
        }
        catch (AggregateException) when (!execution.CancellationToken.IsCancellationRequested)
        {
            return KeepOneByOne(batch.Span); // the comparer has failed: which items come before that, only a look at one after the other tells
        }

        using (grouping)
        {
            UseRoomFor(grouping.Count);
            ReadOnlySpan<(TKey Key, T Item)> pairs = batch.Span;
            int count = 0;
            foreach (ref readonly KeyGroup<TKey> group in grouping.Groups.Span)
            {
                if (!TryKeep(group.Key, pairs[group.First].Item, ref count))
                {
                    break;
                }
            }

            return count;
        }
    }

    private int KeepOneByOne(ReadOnlySpan<(TKey Key, T Item)> pairs)
    {
        UseRoomFor(pairs.Length);
        int count = 0;
        foreach ((TKey key, T item) in pairs)
        {
            if (!TryKeep(key, item, ref count))
            {
                break;
            }
        }

        return count;
    }

    /// <summary>Keeps an item if it counts. False when the comparer has failed.</summary>
    private bool TryKeep(TKey key, T item, ref int count)
    {
        try
        {
            if (isAmong ? known.Remove(key) : known.Add(key))
            {
                _items[count++] = item;
            }

            return true;
        }
        catch (Exception e)
        {
            _failure = e;
            return false;
        }
    }

    private void UseRoomFor(int count)
    {
        if (_items.Length < count)
        {
            _items = new T[count];
        }
    }
}
