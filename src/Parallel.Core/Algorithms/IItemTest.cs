namespace ParallelCore.Algorithms;

/// <summary>Tells which items are kept; may look at the others.</summary>
internal interface IItemTest<T>
{
    bool IsKept(ReadOnlySpan<T> items, int index);
}
