namespace ParallelCore.Algorithms;

/// <summary>Merges two sorted inputs into a target that is as long as both.</summary>
internal readonly struct MergeWork<T>(ReadOnlyMemory<T> first, ReadOnlyMemory<T> second, Memory<T> target, RangeOptions? options) : IOrderedWork<T>
{
    private readonly ReadOnlyMemory<T> _first = first;
    private readonly ReadOnlyMemory<T> _second = second;
    private readonly Memory<T> _target = target;

    public void Run<TOrder>(TOrder order)
        where TOrder : struct, IOrder<T>
    {
        options?.CancellationToken.ThrowIfCancellationRequested();
        if (_target.Length > MergeSort.Leaf)
        {
            new MergeCall<T, TOrder>(_first, _second, _target, order, options).Start();
            return;
        }

        try
        {
            MergeSort.Merge(_first.Span, _second.Span, _target.Span, order);
        }
        catch (Exception e)
        {
            throw Failures.Flatten(e);
        }
    }
}
