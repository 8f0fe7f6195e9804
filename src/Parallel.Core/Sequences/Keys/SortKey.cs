namespace ParallelCore.Sequences;

/// <summary>One of the keys that a sequence is sorted by, and those that decide where it is equal.</summary>
internal abstract class SortKey<T>
{
    /// <summary>The same keys, and another one after them.</summary>
    public abstract SortKey<T> Then(SortKey<T> last);

    /// <summary>Computes all keys of all items.</summary>
    public abstract KeyOrder Compute(ReadOnlyMemory<T> items, Execution execution);
}

internal sealed class SortKey<T, TKey>(Func<T, TKey> selector, IComparer<TKey>? comparer, bool isDescending, SortKey<T>? next = null) : SortKey<T>
{
    public override SortKey<T> Then(SortKey<T> last) => new SortKey<T, TKey>(selector, comparer, isDescending, next?.Then(last) ?? last);

    public override KeyOrder Compute(ReadOnlyMemory<T> items, Execution execution)
    {
        Execution inside = execution.Inside(reports: false);
        inside.Mix(selector);
        ReadOnlyMemory<TKey> keys = Collected.Memory(new FuncSelectStage<T, TKey>(new MemoryStage<T>(items), selector), inside);
        return new KeyOrder<TKey>(keys, comparer, isDescending, next?.Compute(items, execution));
    }
}
