using System.Buffers;
using ParallelCore.Loops;

namespace ParallelCore.Algorithms;

/// <summary>One parallel search for the first items in an order: those of each chunk, then those among them. Chunks depend on the two lengths only.</summary>
internal sealed class TopCall<T, TOrder>(ReadOnlyMemory<T> items, T[] result, TOrder order, RangeOptions? options) : SortCall(options)
    where TOrder : struct, IOrder<T>
{
    /// <summary>Beside so many, sorting the candidates of a chunk takes little time.</summary>
    private const int LeastChunk = 1 << 14;

    /// <summary>So many times the wanted items a chunk is long, at least.</summary>
    private const int ChunkFactor = 16;

    /// <summary>From how many items candidates are taken together.</summary>
    public static int ChunkFor(int length, int wanted) => Math.Max(Blocks.Of(length, LeastChunk), ChunkFactor * wanted);

    public override void Run() => Find(items);

    /// <summary>Finds the first of those that are left; each round leaves at most one in <see cref="ChunkFactor"/>.</summary>
    private void Find(ReadOnlyMemory<T> rest)
    {
        int wanted = result.Length;
        int chunk = ChunkFor(rest.Length, wanted);
        int chunks = Blocks.Count(rest.Length, chunk);
        if (chunks == 1)
        {
            new TopBody<T, TOrder>(rest, result, chunk, wanted, order).Invoke(0, rest.Length);
            return;
        }

        int found = (chunks - 1) * wanted + Math.Min(wanted, rest.Length - (chunks - 1) * chunk);
        T[] candidates = ArrayPool<T>.Shared.Rent(found);
        try
        {
            Loop.Run(0, rest.Length, chunk, new TopBody<T, TOrder>(rest, candidates, chunk, wanted, order), Nested);
            Find(candidates.AsMemory(0, found));
        }
        finally
        {
            Pooled.Return(candidates);
        }
    }
}

/// <summary>Finds the greatest items, in descending order; equal ones in their own.</summary>
internal readonly struct TopWork<T>(ReadOnlyMemory<T> items, T[] result, RangeOptions? options) : IOrderedWork<T>
{
    /// <summary>When a larger share of the items is wanted, all of them are sorted.</summary>
    private const int LeastShare = 16;

    private readonly ReadOnlyMemory<T> _items = items;

    public void Run<TOrder>(TOrder order)
        where TOrder : struct, IOrder<T>
    {
        options?.CancellationToken.ThrowIfCancellationRequested();
        if (result.Length == 0)
        {
            return;
        }

        var descending = new DescendingOrder<T, TOrder>(order);
        if (result.Length > _items.Length / LeastShare)
        {
            SortAll(descending);
        }
        else if (_items.Length > MergeSort.Leaf)
        {
            new TopCall<T, DescendingOrder<T, TOrder>>(_items, result, descending, options).Start();
        }
        else
        {
            try
            {
                new TopBody<T, DescendingOrder<T, TOrder>>(_items, result, _items.Length, result.Length, descending).Invoke(0, _items.Length);
            }
            catch (Exception e)
            {
                throw Failures.Flatten(e);
            }
        }
    }

    private void SortAll<TOrder>(TOrder descending)
        where TOrder : struct, IOrder<T>
    {
        T[] copy = ArrayPool<T>.Shared.Rent(_items.Length);
        try
        {
            _items.CopyTo(copy);
            Sorter.SortByMerge(copy.AsMemory(0, _items.Length), descending, options);
            copy.AsSpan(0, result.Length).CopyTo(result);
        }
        finally
        {
            Pooled.Return(copy);
        }
    }
}

/// <summary>Writes each chunk's first items in the order, or all if it has fewer, to the chunk's place in the result.</summary>
/// <remarks>Keeps up to twice as many candidates and sorts them when they are full: O(log wanted) an item at worst, and stable, which a heap isn't.</remarks>
internal readonly struct TopBody<T, TOrder>(ReadOnlyMemory<T> items, T[] result, int chunk, int wanted, TOrder order) : ILoopBody
    where TOrder : struct, IOrder<T>
{
    private const int LeastSpare = 64;

    private readonly ReadOnlyMemory<T> _items = items;
    private readonly TOrder _order = order;

    public long Invoke(long start, long end)
    {
        int capacity = wanted + Math.Max(wanted, LeastSpare);
        T[] candidates = ArrayPool<T>.Shared.Rent(capacity);
        T[] buffer = ArrayPool<T>.Shared.Rent(capacity);
        try
        {
            int found = Collect(_items.Span[(int)start..(int)end], candidates.AsSpan(0, capacity), buffer.AsSpan(0, capacity));
            candidates.AsSpan(0, found).CopyTo(result.AsSpan((int)start / chunk * wanted));
        }
        finally
        {
            Pooled.Return(candidates);
            Pooled.Return(buffer);
        }

        return end;
    }

    private int Collect(ReadOnlySpan<T> items, Span<T> candidates, Span<T> buffer)
    {
        int count = 0;
        bool isBounded = false;
        T last = items[0];
        foreach (T item in items)
        {
            if (isBounded && !_order.IsLess(item, last))
            {
                continue;
            }

            candidates[count++] = item;
            if (count == candidates.Length)
            {
                MergeSort.Sort(candidates, buffer, toBuffer: false, _order);
                count = wanted;
                last = candidates[count - 1];
                isBounded = true;
            }
        }

        MergeSort.Sort(candidates[..count], buffer[..count], toBuffer: false, _order);
        return Math.Min(count, wanted);
    }
}
