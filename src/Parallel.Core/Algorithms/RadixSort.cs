using System.Buffers;
using System.Numerics;

namespace ParallelCore.Algorithms;

/// <summary>The sequential stable radix sort: by the highest digit that differs while many bits differ, then from the lowest digit up.</summary>
internal static class RadixSort
{
    /// <summary>Up to so many items a sort is one sequential piece.</summary>
    public const int Leaf = 16 * 1024;

    private const int DigitBits = 8;
    private const int Digits = 1 << DigitBits;
    private const int MaxPasses = 4;
    private const int MaxTopBits = 11;

    /// <summary>So many items a top digit's value gets on average.</summary>
    private const int ItemsPerDigit = 16;

    /// <summary>Up to so many items, counting digits costs more than comparing keys.</summary>
    private const int MergeLength = 128;

    /// <summary>Sorts up to some thousand items on the calling thread, without a loop.</summary>
    public static void Small<T, TKey>(Span<T> items)
        where TKey : struct, IRadixKey<T>
    {
        if (MergeSort.IsRun(items, default(RadixOrder<T, TKey>)))
        {
            return;
        }

        T[] buffer = ArrayPool<T>.Shared.Rent(items.Length);
        Sort<T, TKey>(items, buffer.AsSpan(0, items.Length), toOther: false);
        Pooled.Return(buffer);
    }

    /// <param name="source">What to sort.</param>
    /// <param name="other">As long as <paramref name="source"/>.</param>
    /// <param name="toOther">Where the result goes.</param>
    public static void Sort<T, TKey>(Span<T> source, Span<T> other, bool toOther)
        where TKey : struct, IRadixKey<T>
    {
        if (source.Length <= MergeLength)
        {
            MergeSort.Sort(source, other, toOther, default(RadixOrder<T, TKey>));
            return;
        }

        ulong differing = Differing<T, TKey>(source);
        int low = BitOperations.TrailingZeroCount(differing);
        int high = 64 - BitOperations.LeadingZeroCount(differing);
        if (high - low <= MaxPasses * DigitBits)
        {
            SortUp<T, TKey>(source, other, toOther, low, differing);
        }
        else
        {
            SortDown<T, TKey>(source, other, toOther, high);
        }
    }

    private static ulong Differing<T, TKey>(ReadOnlySpan<T> items)
        where TKey : struct, IRadixKey<T>
    {
        ulong first = TKey.Of(items[0]);
        ulong differing = 0;
        foreach (T item in items)
        {
            differing |= TKey.Of(item) ^ first;
        }

        return differing;
    }

    /// <summary>Passes over the digits from the lowest up, without those in which all keys agree.</summary>
    private static void SortUp<T, TKey>(Span<T> source, Span<T> other, bool toOther, int low, ulong differing)
        where TKey : struct, IRadixKey<T>
    {
        Span<int> counts = stackalloc int[MaxPasses * Digits];
        if (differing != 0)
        {
            Count<T, TKey>(source, low, counts);
        }

        for (int pass = 0; differing != 0 && pass < MaxPasses; pass++)
        {
            int shift = low + pass * DigitBits;
            if (shift >= 64 || ((differing >> shift) & (Digits - 1)) == 0)
            {
                continue;
            }

            Span<int> next = counts.Slice(pass * Digits, Digits);
            ToStarts(next);
            foreach (T item in source)
            {
                other[next[(int)(TKey.Of(item) >> shift) & (Digits - 1)]++] = item;
            }

            Span<T> filled = other;
            other = source;
            source = filled;
            toOther = !toOther;
        }

        if (toOther)
        {
            source.CopyTo(other);
        }
    }

    private static void Count<T, TKey>(ReadOnlySpan<T> items, int low, Span<int> counts)
        where TKey : struct, IRadixKey<T>
    {
        Span<int> first = counts[..Digits];
        Span<int> second = counts.Slice(Digits, Digits);
        Span<int> third = counts.Slice(2 * Digits, Digits);
        Span<int> fourth = counts.Slice(3 * Digits, Digits);
        foreach (T item in items)
        {
            ulong key = TKey.Of(item) >> low;
            first[(byte)key]++;
            second[(byte)(key >> DigitBits)]++;
            third[(byte)(key >> (2 * DigitBits))]++;
            fourth[(byte)(key >> (3 * DigitBits))]++;
        }
    }

    /// <summary>One pass over the highest digit, then each of its values by itself.</summary>
    private static void SortDown<T, TKey>(Span<T> source, Span<T> other, bool toOther, int high)
        where TKey : struct, IRadixKey<T>
    {
        int bits = Math.Min(MaxTopBits, BitOperations.Log2((uint)(source.Length / ItemsPerDigit)));
        int shift = high - bits;
        int mask = (1 << bits) - 1;
        Span<int> next = stackalloc int[1 << bits];
        foreach (T item in source)
        {
            next[(int)(TKey.Of(item) >> shift) & mask]++;
        }

        ToStarts(next);
        foreach (T item in source)
        {
            other[next[(int)(TKey.Of(item) >> shift) & mask]++] = item;
        }

        int start = 0;
        foreach (int end in next)
        {
            Sort<T, TKey>(other[start..end], source[start..end], !toOther);
            start = end;
        }
    }

    private static void ToStarts(Span<int> counts)
    {
        int sum = 0;
        for (int i = 0; i < counts.Length; i++)
        {
            (counts[i], sum) = (sum, sum + counts[i]);
        }
    }
}
