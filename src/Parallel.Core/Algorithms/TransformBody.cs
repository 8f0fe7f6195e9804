namespace ParallelCore.Algorithms;

/// <summary>Stores what a function makes of each item.</summary>
internal readonly struct TransformBody<TSource, TResult>(
    ReadOnlyMemory<TSource> source, Memory<TResult> destination, Func<TSource, TResult> transform) : ILoopBody
{
    public long Invoke(long start, long end)
    {
        ReadOnlySpan<TSource> items = source.Span[(int)start..(int)end];
        Span<TResult> results = destination.Span.Slice((int)start, items.Length);
        for (int i = 0; i < items.Length; i++)
        {
            results[i] = transform(items[i]);
        }

        return end;
    }
}
