namespace ParallelCore.Sequences;

/// <summary>The default equality of a value type, which the JIT calls directly.</summary>
internal readonly struct DefaultKeyEquality<TKey> : IKeyEquality<TKey>
{
    public int HashOf(TKey key) => EqualityComparer<TKey>.Default.GetHashCode(key!);

    public bool AreEqual(TKey a, TKey b) => EqualityComparer<TKey>.Default.Equals(a, b);
}
