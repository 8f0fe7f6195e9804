namespace ParallelCore.Algorithms;

/// <summary>Tells whether an item is kept, which may depend on the others.</summary>
internal interface IItemTest<T>
{
    bool IsKept(T item, ReadOnlySpan<T> items, int index);
}
