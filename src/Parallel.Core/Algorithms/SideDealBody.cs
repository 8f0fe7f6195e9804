namespace ParallelCore.Algorithms;

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
