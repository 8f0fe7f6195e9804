using System.Buffers;

namespace ParallelCore;

/// <summary>A span of memory for each chunk.</summary>
internal readonly struct MemoryBody<T>(Memory<T> items, SpanAction<T, int> body) : ILoopBody
{
    public long Invoke(long start, long end)
    {
        body(items.Span[(int)start..(int)end], (int)start);
        return end;
    }
}
