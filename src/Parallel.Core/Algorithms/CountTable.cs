using System.Numerics;

namespace ParallelCore.Algorithms;

/// <summary>Counts of items: a row for each block of them, a column for each place that they go to.</summary>
/// <remarks>Between two passes that all workers share, one of them turns counts into places. It goes row by row, several columns at a time: a walk down a column would miss the cache at each step, and be
/// what everybody waits for.</remarks>
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
