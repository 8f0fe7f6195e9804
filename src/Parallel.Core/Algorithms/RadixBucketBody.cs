namespace ParallelCore.Algorithms;

/// <summary>Sorts buckets. It can't be cancelled between them: those that come after a cancellation are only moved to their place.</summary>
internal readonly struct RadixBucketBody<T, TKey>(
    RadixSortCall<T, TKey> call, Memory<T> source, Memory<T> other, ReadOnlyMemory<int> ends, bool toOther, int depth, int bigLength, RadixDigit digit) : ILoopBody
    where TKey : struct, IRadixKey<T>
{
    private readonly Memory<T> _source = source;
    private readonly Memory<T> _other = other;
    private readonly ReadOnlyMemory<int> _ends = ends;

    public long Invoke(long start, long end)
    {
        for (int bucket = (int)start; bucket < end; bucket++)
        {
            ReadOnlySpan<int> ends = _ends.Span;
            int first = bucket == 0 ? 0 : ends[bucket - 1];
            Sort(bucket, _source[first..ends[bucket]], _other[first..ends[bucket]]);
        }

        return end;
    }

    private void Sort(int bucket, Memory<T> source, Memory<T> other)
    {
        bool isOneKey = digit.IsExact && bucket > 0 && bucket < digit.Buckets - 1;
        if (isOneKey || call.IsCancelled)
        {
            if (toOther)
            {
                source.Span.CopyTo(other.Span);
            }
        }
        else if (source.Length > bigLength)
        {
            call.Sort(source, other, toOther, depth);
        }
        else
        {
            RadixSort.Sort<T, TKey>(source.Span, other.Span, toOther);
        }
    }
}
