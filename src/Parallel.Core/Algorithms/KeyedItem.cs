namespace ParallelCore.Algorithms;

/// <summary>An item beside the key it is sorted by, so that both move together.</summary>
internal readonly record struct KeyedItem<TKey, TItem>(TKey Key, TItem Item);
