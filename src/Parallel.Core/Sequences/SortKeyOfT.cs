namespace ParallelCore.Sequences;

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
