namespace ParallelCore.Sequences;

/// <summary>What the key of an item is, and when two are equal.</summary>
internal sealed record KeyBy<T, TKey>(Func<T, TKey> Selector, IEqualityComparer<TKey>? Comparer)
{
    public KeyGrouping<TKey> Group(ReadOnlyMemory<T> items, bool isDealt, Execution execution) => KeyGrouping<TKey>.Of(items, Selector, Comparer, isDealt, execution);
}
