namespace ParallelCore.Algorithms;

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
