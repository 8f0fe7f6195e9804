namespace ParallelCore.Algorithms;

/// <summary>Copies from a buffer to the same places of the items.</summary>
internal readonly struct CopyBackBody<T>(ReadOnlyMemory<T> buffer, Memory<T> items) : ILoopBody
{
    private readonly ReadOnlyMemory<T> _buffer = buffer;
    private readonly Memory<T> _items = items;

    public long Invoke(long start, long end)
    {
        _buffer.Span[(int)start..(int)end].CopyTo(_items.Span[(int)start..]);
        return end;
    }
}
