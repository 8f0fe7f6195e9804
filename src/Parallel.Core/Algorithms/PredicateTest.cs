namespace ParallelCore.Algorithms;

/// <summary>Keeps what the caller's predicate is <paramref name="kept"/> for.</summary>
internal readonly struct PredicateTest<T>(Func<T, bool> predicate, bool kept) : IItemTest<T>
{
    public bool IsKept(T item, ReadOnlySpan<T> items, int index) => predicate(item) == kept;
}
