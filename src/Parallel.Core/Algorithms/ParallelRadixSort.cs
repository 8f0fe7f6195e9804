using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using ParallelCore.Loops;

namespace ParallelCore.Algorithms;

/// <summary>One parallel stable radix sort: all workers deal the items out to buckets by the key's leading digits, then sort the buckets, most of which fit a
/// cache.</summary>
/// <remarks>
/// SOURCE: radix sort by counting, with one histogram a chunk (Zagha, Blelloch, Supercomputing 1991). The digits are taken from a sample of the keys: bucket
/// 0 is below
/// the sample, the last one above it, so that keys in a narrow range still spread. A bucket that gets much is dealt out again.
/// INVARIANT: until all items are dealt out, the source is untouched; from then on each bucket reaches its place, sorted or, after a cancellation, unsorted.
/// Chunks depend on the length only.
/// </remarks>
internal sealed class RadixSortCall<T, TKey>(Memory<T> items, RangeOptions? options) : SortCall(options)
    where TKey : struct, IRadixKey<T>
{
    private const int MinBuckets = 16;
    private const int MaxBuckets = 256;

    /// <summary>So long buckets are cheaper to sort by digits than by comparing.</summary>
    private const int BucketLength = 1024;

    /// <summary>A chunk's share of a bucket is then several cache lines long, so that two workers seldom write to the same one.</summary>
    private const int LeastChunk = 1 << 14;

    private const int Samples = 512;

    /// <summary>A bucket with a larger share of the items than this is dealt out again, by all workers, instead of being sorted by one while many others have
    /// nothing left to do.</summary>
    private const int BigShare = 64;

    /// <summary>Sampling fails only on inputs that were made for it; deeper, buckets are sorted exactly as they are.</summary>
    private const int MaxDepth = 3;

    /// <summary>How many items are counted and dealt out together.</summary>
    public static int ChunkFor(int length) => Blocks.Of(length, LeastChunk);

    public override void Run()
    {
        if (SortedRun.TryFinish(items, default(RadixOrder<T, TKey>), Nested))
        {
            return;
        }

        T[] buffer = ArrayPool<T>.Shared.Rent(items.Length);
        try
        {
            Sort(items, buffer.AsMemory(0, items.Length), toOther: false, depth: 0);
        }
        finally
        {
            Pooled.Return(buffer);
        }
    }

    /// <summary>Sorts <paramref name="source"/>. It can be cancelled with an exception at depth 0 only, and then the source is whole.</summary>
    public void Sort(Memory<T> source, Memory<T> other, bool toOther, int depth)
    {
        if (source.Length <= RadixSort.Leaf || depth == MaxDepth)
        {
            RadixSort.Sort<T, TKey>(source.Span, other.Span, toOther);
            return;
        }

        RangeOptions? interruptible = depth == 0 ? Nested : null;
        int chunk = ChunkFor(source.Length);
        int chunks = Blocks.Count(source.Length, chunk);
        RadixDigit digit = Sample(source.Span);
        int[] counts = ArrayPool<int>.Shared.Rent(chunks * digit.Buckets);
        try
        {
            Loop.Run(0, source.Length, chunk, new RadixCountBody<T, TKey>(source, counts, chunk, digit), interruptible);
            CountTable.ToStarts(counts.AsSpan(0, chunks * digit.Buckets), digit.Buckets);
            Loop.Run(0, source.Length, chunk, new RadixDealBody<T, TKey>(source, other, counts, chunk, digit), interruptible);
            var ends = new ReadOnlyMemory<int>(counts, (chunks - 1) * digit.Buckets, digit.Buckets);
            var body = new RadixBucketBody<T, TKey>(this, other, source, ends, !toOther, depth + 1, source.Length / BigShare, digit);
            Loop.Run(0, digit.Buckets, ChunkPolicy.Auto, body, null);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(counts);
        }
    }

    private static RadixDigit Sample(ReadOnlySpan<T> source)
    {
        ulong low = ulong.MaxValue;
        ulong high = 0;
        int stride = source.Length / Samples;
        for (int i = 0; i < source.Length; i += stride)
        {
            ulong key = TKey.Of(source[i]);
            low = Math.Min(low, key);
            high = Math.Max(high, key);
        }

        // The sample's range fits all buckets but the first and the last.
        int buckets = Math.Clamp((int)BitOperations.RoundUpToPowerOf2((uint)(source.Length / BucketLength)), MinBuckets, MaxBuckets);
        int shift = 64 - BitOperations.LeadingZeroCount((high - low) / ((ulong)buckets - 2));
        return new RadixDigit(low, shift, buckets);
    }
}

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

/// <summary>Which bucket a key belongs to: buckets rise with the keys.</summary>
internal readonly struct RadixDigit(ulong low, int shift, int buckets)
{
    private readonly ulong _low = low;
    private readonly int _shift = shift;
    private readonly ulong _last = (ulong)buckets - 2;

    public int Buckets => buckets;

    /// <summary>True when all buckets but the first and the last hold one key each.</summary>
    public bool IsExact => _shift == 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int BucketOf(ulong key)
    {
        ulong above = Math.Min((key - _low) >> _shift, _last);
        return key < _low ? 0 : (int)above + 1;
    }
}
