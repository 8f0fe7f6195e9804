namespace ParallelCore.Sequences;

/// <summary>One of the keys that a sequence is sorted by, and those that decide where it is equal.</summary>
internal abstract class SortKey<T>
{
    /// <summary>The same keys, and another one after them.</summary>
    public abstract SortKey<T> Then(SortKey<T> last);

    /// <summary>Computes all keys of all items.</summary>
    public abstract KeyOrder Compute(ReadOnlyMemory<T> items, Execution execution);
}
