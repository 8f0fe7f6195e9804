namespace ParallelCore.Sequences;

/// <summary>The equality that a comparer gives. Comparers need not know a hash of null.</summary>
internal readonly struct KeyComparer<TKey>(IEqualityComparer<TKey> comparer) : IKeyEquality<TKey>
{
    public int HashOf(TKey key) => key is null ? 0 : comparer.GetHashCode(key);

    public bool AreEqual(TKey a, TKey b) => comparer.Equals(a, b);
}
