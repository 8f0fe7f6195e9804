using System.Buffers;

namespace ParallelCore.Algorithms;

/// <summary>One parallel selection: rounds that part what is left around a pivot, by all workers, until the rest is short enough to sort.</summary>
/// <remarks>
/// SOURCE: selection by sampling (Floyd, Rivest, 1975): the pivot is taken from a sorted sample, a little to that side of the wanted rank on which more items
/// lie, so that most rounds drop
/// the greater part. INVARIANT: a round compares first, and writes down the answers; what it moves then follows them, so that an order that lies or throws
/// can't lose an item.
/// Chunks and sample depend on the length only.
/// </remarks>
internal sealed class SelectCall<T, TOrder>(Memory<T> items, int index, TOrder order, RangeOptions? options) : SortCall(options)
    where TOrder : struct, IOrder<T>
{
    private const int LeastChunk = 1 << 12;
    private const int Samples = 255;

    /// <summary>Two standard deviations of a sample's rank.</summary>
    private const int Margin = 16;

    /// <summary>An honest order needs a handful of rounds; one that lies must not go on for ever.</summary>
    private const int MaxRounds = 32;

    /// <summary>How many items are compared and dealt out together.</summary>
    public static int ChunkFor(int length) => Blocks.Of(length, LeastChunk);

    public override void Run()
    {
        T[] buffer = ArrayPool<T>.Shared.Rent(items.Length);
        byte[] sides = ArrayPool<byte>.Shared.Rent(items.Length);
        int[] counts = ArrayPool<int>.Shared.Rent(Blocks.Count(items.Length, ChunkFor(items.Length)) * Side.Count);
        try
        {
            int start = 0;
            int end = items.Length;
            for (int round = 0; round < MaxRounds && end - start > MergeSort.Leaf; round++)
            {
                (int less, int notGreater) = Part(items[start..end], buffer, sides, counts, Pivot(items.Span[start..end], buffer, index - start));
                if (index - start < less)
                {
                    end = start + less;
                }
                else if (index - start < notGreater)
                {
                    return;
                }
                else
                {
                    start += notGreater;
                }
            }

            Sorter.Sort(items[start..end], order, Nested);
        }
        finally
        {
            Pooled.Return(buffer);
            ArrayPool<byte>.Shared.Return(sides);
            ArrayPool<int>.Shared.Return(counts);
        }
    }

    private T Pivot(ReadOnlySpan<T> rest, Span<T> buffer, int rank)
    {
        Span<T> sample = buffer[..Samples];
        for (int i = 0; i < Samples; i++)
        {
            sample[i] = rest[(int)((long)i * rest.Length / Samples)];
        }

        MergeSort.Sort(sample, buffer.Slice(Samples, Samples), toBuffer: false, order);
        int wanted = (int)((long)rank * Samples / rest.Length);
        return sample[wanted < Samples / 2 ? wanted + Margin : wanted - Margin];
    }

    /// <returns>How many items are less than the pivot, and how many less or equal.</returns>
    private (int Less, int NotGreater) Part(Memory<T> rest, T[] buffer, byte[] sides, int[] counts, T pivot)
    {
        int chunk = ChunkFor(rest.Length);
        int chunks = Blocks.Count(rest.Length, chunk);
        RangeLoop<SideBody<T, TOrder>>.Run(
            0, rest.Length, chunk, new SideBody<T, TOrder>(rest, sides, counts, chunk, pivot, order), Nested, SiteCosts.Key<SideBody<T, TOrder>>(), out _);
        CountTable.ToStarts(counts.AsSpan(0, chunks * Side.Count), Side.Count);
        (int less, int notGreater) = (counts[Side.Equal], counts[Side.Greater]);
        RangeLoop<SideDealBody<T>>.Run(
            0, rest.Length, chunk, new SideDealBody<T>(rest, buffer, sides, counts, chunk), Nested, SiteCosts.Key<SideDealBody<T>>(), out _);
        RangeLoop<CopyBackBody<T>>.Run(0, rest.Length, chunk, new CopyBackBody<T>(buffer, rest), null, SiteCosts.Key<CopyBackBody<T>>(), out _);
        return (less, notGreater);
    }
}
