using System.Buffers;

namespace ParallelCore.Algorithms;

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
