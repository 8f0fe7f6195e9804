using System.Buffers;
using System.Numerics;

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

    private const int MaxChunks = 64;
    private const int Samples = 512;
    private const int BigShare = 8;

    /// <summary>Sampling fails only on inputs that were made for it; deeper, buckets are sorted exactly as they are.</summary>
    private const int MaxDepth = 3;

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
        int chunk = Math.Max(RadixSort.Leaf, (source.Length - 1) / MaxChunks + 1);
        int chunks = (source.Length - 1) / chunk + 1;
        RadixDigit digit = Sample(source.Span);
        int[] counts = ArrayPool<int>.Shared.Rent(chunks * digit.Buckets);
        try
        {
            RangeLoop<RadixCountBody<T, TKey>>.Run(
                0, source.Length, chunk, new RadixCountBody<T, TKey>(source, counts, chunk, digit), interruptible, SiteCosts.Key<RadixCountBody<T, TKey>>(), out _);
            ToStarts(counts, chunks, digit.Buckets);
            RangeLoop<RadixDealBody<T, TKey>>.Run(
                0, source.Length, chunk, new RadixDealBody<T, TKey>(source, other, counts, chunk, digit), interruptible, SiteCosts.Key<RadixDealBody<T, TKey>>(), out _);
            var ends = new ReadOnlyMemory<int>(counts, (chunks - 1) * digit.Buckets, digit.Buckets);
            var body = new RadixBucketBody<T, TKey>(this, other, source, ends, !toOther, depth + 1, source.Length / BigShare, digit);
            RangeLoop<RadixBucketBody<T, TKey>>.Run(0, digit.Buckets, ChunkPolicy.Auto, body, null, SiteCosts.Key<RadixBucketBody<T, TKey>>(), out _);
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

    /// <summary>Turns counts by chunk and bucket into where each chunk's items of a bucket begin.</summary>
    private static void ToStarts(Span<int> counts, int chunks, int buckets)
    {
        int sum = 0;
        for (int bucket = 0; bucket < buckets; bucket++)
        {
            for (int i = bucket; i < chunks * buckets; i += buckets)
            {
                (counts[i], sum) = (sum, sum + counts[i]);
            }
        }
    }
}
