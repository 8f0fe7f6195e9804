namespace ParallelCore.Algorithms;

/// <summary>Counts each chunk's items by bucket.</summary>
internal readonly struct RadixCountBody<T, TKey>(ReadOnlyMemory<T> source, int[] counts, int chunk, RadixDigit digit) : ILoopBody
    where TKey : struct, IRadixKey<T>
{
    private readonly ReadOnlyMemory<T> _source = source;

    public long Invoke(long start, long end)
    {
        RadixDigit own = digit;
        Span<int> count = counts.AsSpan((int)start / chunk * digit.Buckets, digit.Buckets);
        count.Clear();
        foreach (T item in _source.Span[(int)start..(int)end])
        {
            count[own.BucketOf(TKey.Of(item))]++;
        }

        return end;
    }
}
