namespace ParallelCore.Algorithms;

/// <summary>Exchanges items of the left half with those they face in the right half.</summary>
internal readonly struct ReverseBody<T>(Memory<T> items) : ILoopBody
{
    private readonly Memory<T> _items = items;

    public long Invoke(long start, long end)
    {
        int count = (int)(end - start);
        Span<T> items = _items.Span;
        Span<T> left = items.Slice((int)start, count);
        Span<T> right = items.Slice(items.Length - (int)end, count);
        for (int i = 0; i < left.Length; i++)
        {
            (left[i], right[count - 1 - i]) = (right[count - 1 - i], left[i]);
        }

        return end;
    }
}
