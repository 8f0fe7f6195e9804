using System.Numerics;
using System.Runtime.CompilerServices;
using ParallelCore.Partitioning;

namespace ParallelCore.Algorithms;

/// <summary>How algorithms cut their items: by functions of the number of items alone, so that results don't depend on who runs what.</summary>
/// <remarks>
/// Long inputs get <see cref="Many"/> blocks or more, enough for each of some hundred workers to have several; shorter ones get fewer, since no block is so
/// short that handing it out costs as much as running it. Where a loop runs several neighbouring units as one, a unit by itself costs nothing, and may be a
/// single item.
/// </remarks>
internal static class Blocks
{
    /// <summary>Four blocks for each of 256 workers.</summary>
    private const int Many = 1 << 10;

    /// <summary>There is room for what so many units may leave behind.</summary>
    private const int MostGrains = 1 << 12;

    /// <summary>So much of two arrays stays in a core's second-level cache from one pass to the next.</summary>
    private const int CacheBytes = 1 << 19;

    /// <summary>Fewer additions than this aren't worth handing a block to another core.</summary>
    private const int LeastAdditions = 1 << 13;

    /// <summary>Below this, calling back twice per item would cost more than a loop that calls once.</summary>
    private const int LeastCombinations = 1 << 10;

    /// <summary>Units of loops that run several as one: single items while there are few.</summary>
    public static long Grain(long length) => LengthFor(length, MostGrains);

    /// <inheritdoc cref="Grain(long)"/>
    public static int Grain(int length) => (int)Grain((long)length);

    /// <summary>For additions of known, small cost.</summary>
    public static int OfAdditions<T>(int length) => InCache<T>(length, LeastAdditions);

    /// <summary>For the caller's operation, called twice per item where there are several blocks.</summary>
    public static int OfCombinations<T>(int length) => InCache<T>(length, LeastCombinations);

    /// <summary>About <see cref="Many"/> blocks, none of fewer items than <paramref name="least"/>.</summary>
    public static int Of(int length, int least) => Math.Max(least, (length - 1) / Many + 1);

    /// <summary>How long blocks are of which there are at most so many, or, once that makes them longer than there are blocks, as many as a block has
    /// items.</summary>
    public static long LengthFor(long length, long count) => Math.Max(1, Math.Min((length - 1) / count + 1, (long)Math.Ceiling(Math.Sqrt(length))));

    public static int Count(int length, int block) => (int)ChunkMath.FixedCount((uint)length, (uint)block);

    private static int InCache<T>(int length, int least) => Math.Max(least, Math.Min(Of(length, least), CacheBytes / Unsafe.SizeOf<T>()));
}

/// <summary>Counts of items: a row for each block of them, a column for each place that they go to.</summary>
/// <remarks>Between two passes that all workers share, one of them turns counts into places. It goes row by row, several columns at a time: a walk down a
/// column would miss the cache at each step, and be what everybody waits for.</remarks>
internal static class CountTable
{
    /// <summary>Turns the counts into where each block's items of a column begin: column after column and, within one, block after block.</summary>
    public static void ToStarts(Span<int> counts, int columns)
    {
        Span<int> next = stackalloc int[columns];
        next.Clear();
        for (int row = 0; row < counts.Length; row += columns)
        {
            Add(counts.Slice(row, columns), next);
        }

        int sum = 0;
        foreach (ref int total in next)
        {
            (total, sum) = (sum, sum + total);
        }

        for (int row = 0; row < counts.Length; row += columns)
        {
            Place(counts.Slice(row, columns), next);
        }
    }

    private static void Add(ReadOnlySpan<int> row, Span<int> totals)
    {
        int i = 0;
        for (; i <= row.Length - Vector<int>.Count; i += Vector<int>.Count)
        {
            (new Vector<int>(totals[i..]) + new Vector<int>(row[i..])).CopyTo(totals[i..]);
        }

        for (; i < row.Length; i++)
        {
            totals[i] += row[i];
        }
    }

    private static void Place(Span<int> row, Span<int> next)
    {
        int i = 0;
        for (; i <= row.Length - Vector<int>.Count; i += Vector<int>.Count)
        {
            var start = new Vector<int>(next[i..]);
            (start + new Vector<int>(row[i..])).CopyTo(next[i..]);
            start.CopyTo(row[i..]);
        }

        for (; i < row.Length; i++)
        {
            (row[i], next[i]) = (next[i], next[i] + row[i]);
        }
    }
}
