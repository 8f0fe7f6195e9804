using System.Buffers;
using ParallelCore.Loops;

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

            Sorter.SortByMerge(items[start..end], order, Nested);
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
        Loop.Run(0, rest.Length, chunk, new SideBody<T, TOrder>(rest, sides, counts, chunk, pivot, order), Nested);
        CountTable.ToStarts(counts.AsSpan(0, chunks * Side.Count), Side.Count);
        (int less, int notGreater) = (counts[Side.Equal], counts[Side.Greater]);
        Loop.Run(0, rest.Length, chunk, new SideDealBody<T>(rest, buffer, sides, counts, chunk), Nested);
        Loop.Run(0, rest.Length, chunk, new CopyBody<T>(buffer.AsMemory(0, rest.Length), rest), null);
        return (less, notGreater);
    }
}

/// <summary>Puts the item that sorting would put at an index there.</summary>
internal readonly struct SelectWork<T>(Memory<T> items, int index, RangeOptions? options) : IOrderedWork<T>
{
    private readonly Memory<T> _items = items;

    public void Run<TOrder>(TOrder order)
        where TOrder : struct, IOrder<T>
    {
        options?.CancellationToken.ThrowIfCancellationRequested();
        if (_items.Length <= MergeSort.Leaf)
        {
            MergeSort.Small(_items.Span, order);
        }
        else
        {
            new SelectCall<T, TOrder>(_items, index, order, options).Start();
        }
    }
}

/// <summary>Where an item lies, seen from a pivot.</summary>
internal static class Side
{
    public const byte Less = 0;
    public const byte Equal = 1;
    public const byte Greater = 2;
    public const int Count = 3;
}

/// <summary>Writes down on which side of the pivot each item lies, and counts them by chunk.</summary>
internal readonly struct SideBody<T, TOrder>(ReadOnlyMemory<T> items, byte[] sides, int[] counts, int chunk, T pivot, TOrder order) : ILoopBody
    where TOrder : struct, IOrder<T>
{
    private readonly ReadOnlyMemory<T> _items = items;
    private readonly TOrder _order = order;

    public long Invoke(long start, long end)
    {
        ReadOnlySpan<T> items = _items.Span[(int)start..(int)end];
        Span<byte> own = sides.AsSpan((int)start, items.Length);
        T middle = pivot;
        int less = 0;
        int greater = 0;
        for (int i = 0; i < items.Length; i++)
        {
            bool isLess = _order.IsLess(items[i], middle);
            bool isGreater = !isLess && _order.IsLess(middle, items[i]);
            less += isLess ? 1 : 0;
            greater += isGreater ? 1 : 0;
            own[i] = isLess ? Side.Less : isGreater ? Side.Greater : Side.Equal;
        }

        Span<int> count = counts.AsSpan((int)start / chunk * Side.Count, Side.Count);
        count[Side.Less] = less;
        count[Side.Equal] = items.Length - less - greater;
        count[Side.Greater] = greater;
        return end;
    }
}

/// <summary>Moves each chunk's items to where their sides go.</summary>
internal readonly struct SideDealBody<T>(ReadOnlyMemory<T> items, T[] target, byte[] sides, int[] starts, int chunk) : ILoopBody
{
    private readonly ReadOnlyMemory<T> _items = items;

    public long Invoke(long start, long end)
    {
        ReadOnlySpan<T> items = _items.Span[(int)start..(int)end];
        ReadOnlySpan<byte> own = sides.AsSpan((int)start, items.Length);
        Span<int> next = starts.AsSpan((int)start / chunk * Side.Count, Side.Count);
        Span<T> to = target;
        for (int i = 0; i < items.Length; i++)
        {
            to[next[own[i]]++] = items[i];
        }

        return end;
    }
}
