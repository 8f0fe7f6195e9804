namespace ParallelCore.Algorithms;

/// <summary>Stops the loop at the first item whose order towards the one before it is another than that of the run.</summary>
internal readonly struct SortedRunBody<T, TOrder>(ReadOnlyMemory<T> items, TOrder order, bool isDescending) : ILoopBody
    where TOrder : struct, IOrder<T>
{
    private readonly ReadOnlyMemory<T> _items = items;
    private readonly TOrder _order = order;

    public long Invoke(long start, long end)
    {
        ReadOnlySpan<T> items = _items.Span.Slice((int)start - 1, (int)(end - start) + 1);
        for (int i = 1; i < items.Length; i++)
        {
            if (_order.IsLess(items[i], items[i - 1]) != isDescending)
            {
                return start + i - 1;
            }
        }

        return end;
    }
}
