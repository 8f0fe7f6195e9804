using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ParallelCore.Algorithms;

/// <summary>Prefix sums of integers, a vector at a time: shifted by 1, 2, ... lanes and added, then the sum of all vectors before on top.</summary>
/// <remarks>SOURCE: Hillis and Steele, "Data parallel algorithms" (1986). The vectors' sums form the only chain, so that the shuffles overlap.</remarks>
internal static class VectorScan
{
    /// <summary>Returns the sum of the items, without the prefix.</summary>
    public static long Scan(long prefix, ReadOnlySpan<long> source, Span<long> destination, bool isExclusive)
    {
        ref long from = ref MemoryMarshal.GetReference(source);
        ref long to = ref MemoryMarshal.GetReference(destination);
        var carry = Vector256.Create(prefix);
        int i = 0;
        for (; i <= source.Length - Vector256<long>.Count; i += Vector256<long>.Count)
        {
            Vector256<long> items = Vector256.LoadUnsafe(ref from, (nuint)i);
            Vector256<long> sums = items + Vector256.Shuffle(items, Vector256.Create(-1L, 0, 1, 2));
            sums += Vector256.Shuffle(sums, Vector256.Create(-1L, -1, 0, 1));
            ((isExclusive ? sums - items : sums) + carry).StoreUnsafe(ref to, (nuint)i);
            carry += Vector256.Shuffle(sums, Vector256.Create(3L));
        }

        long sum = carry.ToScalar();
        for (; i < source.Length; i++)
        {
            long item = source[i];
            destination[i] = isExclusive ? sum : sum + item;
            sum += item;
        }

        return sum - prefix;
    }

    /// <inheritdoc cref="Scan(long, ReadOnlySpan{long}, Span{long}, bool)"/>
    public static int Scan(int prefix, ReadOnlySpan<int> source, Span<int> destination, bool isExclusive)
    {
        ref int from = ref MemoryMarshal.GetReference(source);
        ref int to = ref MemoryMarshal.GetReference(destination);
        var carry = Vector256.Create(prefix);
        int i = 0;
        for (; i <= source.Length - Vector256<int>.Count; i += Vector256<int>.Count)
        {
            Vector256<int> items = Vector256.LoadUnsafe(ref from, (nuint)i);
            Vector256<int> sums = items + Vector256.Shuffle(items, Vector256.Create(-1, 0, 1, 2, 3, 4, 5, 6));
            sums += Vector256.Shuffle(sums, Vector256.Create(-1, -1, 0, 1, 2, 3, 4, 5));
            sums += Vector256.Shuffle(sums, Vector256.Create(-1, -1, -1, -1, 0, 1, 2, 3));
            ((isExclusive ? sums - items : sums) + carry).StoreUnsafe(ref to, (nuint)i);
            carry += Vector256.Shuffle(sums, Vector256.Create(7));
        }

        int sum = carry.ToScalar();
        for (; i < source.Length; i++)
        {
            int item = source[i];
            destination[i] = isExclusive ? sum : sum + item;
            sum += item;
        }

        return sum - prefix;
    }
}
