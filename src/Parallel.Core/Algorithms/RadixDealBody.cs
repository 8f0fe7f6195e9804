namespace ParallelCore.Algorithms;

/// <summary>Moves each chunk's items to where their buckets go; the counts become one past the last place of each chunk in each bucket.</summary>
internal readonly struct RadixDealBody<T, TKey>(ReadOnlyMemory<T> source, Memory<T> target, int[] starts, int chunk, RadixDigit digit) : ILoopBody
    where TKey : struct, IRadixKey<T>
{
    private readonly ReadOnlyMemory<T> _source = source;
    private readonly Memory<T> _target = target;

    public long Invoke(long start, long end)
    {
        RadixDigit own = digit;
        Span<int> next = starts.AsSpan((int)start / chunk * digit.Buckets, digit.Buckets);
        Span<T> target = _target.Span;
        foreach (T item in _source.Span[(int)start..(int)end])
        {
            target[next[own.BucketOf(TKey.Of(item))]++] = item;
        }

        return end;
    }
}
