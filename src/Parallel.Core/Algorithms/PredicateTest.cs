namespace ParallelCore.Algorithms;

/// <summary>Keeps what the caller's predicate is <paramref name="kept"/> for.</summary>
internal readonly struct PredicateTest<T>(Func<T, bool> predicate, bool kept) : IItemTest<T>
{
    public bool IsKept(ReadOnlySpan<T> items, int index) => predicate(items[index]) == kept;
}
