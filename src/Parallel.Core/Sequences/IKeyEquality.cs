namespace ParallelCore.Sequences;

/// <summary>When keys are equal. Every public form becomes one of these structs, so that the JIT inlines what it can.</summary>
internal interface IKeyEquality<TKey>
{
    int HashOf(TKey key);

    bool AreEqual(TKey a, TKey b);
}
