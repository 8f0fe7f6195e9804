using System.Buffers;
using System.Numerics;

namespace ParallelCore.Algorithms;

/// <summary>The sequential stable radix sort, from the lowest digit up. Digits begin at bits in which keys differ, so that those in which all agree cost
/// nothing.</summary>
internal static class RadixSort
{
    /// <summary>Up to so many items a sort is one sequential piece.</summary>
    public const int Leaf = 64 * 1024;

    private const int DigitBits = 8;
    private const int Digits = 1 << DigitBits;

    /// <summary>Up to so many items, counting digits costs more than comparing keys.</summary>
    private const int MergeLength = 64;

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
        Span<int> next = stackalloc int[Digits];
        while (differing != 0)
        {
            int shift = BitOperations.TrailingZeroCount(differing);
            differing &= ~((Digits - 1UL) << shift);
            Deal<T, TKey>(source, other, shift, next);
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

    /// <summary>Moves the items, in order, to where their digit goes.</summary>
    private static void Deal<T, TKey>(ReadOnlySpan<T> source, Span<T> other, int shift, Span<int> next)
        where TKey : struct, IRadixKey<T>
    {
        next.Clear();
        foreach (T item in source)
        {
            next[(byte)(TKey.Of(item) >> shift)]++;
        }

        int sum = 0;
        for (int i = 0; i < next.Length; i++)
        {
            (next[i], sum) = (sum, sum + next[i]);
        }

        foreach (T item in source)
        {
            other[next[(byte)(TKey.Of(item) >> shift)]++] = item;
        }
    }
}
