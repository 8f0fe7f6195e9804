namespace ParallelCore.Algorithms;

/// <summary>Keeps an item that differs from the one before it.</summary>
internal readonly struct NeighbourTest<T, TComparer>(TComparer comparer) : IItemTest<T>
    where TComparer : IEqualityComparer<T>
{
    public bool IsKept(T item, ReadOnlySpan<T> items, int index) => index == 0 || !comparer.Equals(items[index - 1], item);
}
