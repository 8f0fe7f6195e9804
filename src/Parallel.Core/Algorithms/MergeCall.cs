namespace ParallelCore.Algorithms;

/// <summary>One parallel merge of two inputs.</summary>
internal sealed class MergeCall<T, TOrder>(ReadOnlyMemory<T> first, ReadOnlyMemory<T> second, Memory<T> target, TOrder order, RangeOptions? options) : SortCall(options)
    where TOrder : struct, IOrder<T>
{
    public override void Run() =>
        ForkJoin.Run<MergePart, bool, MergeBody<T, TOrder>>(
            new MergePart(0, first.Length, 0, second.Length), new MergeBody<T, TOrder>(this, 0, first, second, target, order));
}
