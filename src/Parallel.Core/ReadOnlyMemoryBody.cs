using System.Buffers;

namespace ParallelCore;

/// <summary>A read-only span of memory for each chunk.</summary>
internal readonly struct ReadOnlyMemoryBody<T>(ReadOnlyMemory<T> items, ReadOnlySpanAction<T, int> body) : ILoopBody
{
    public long Invoke(long start, long end)
    {
        body(items.Span[(int)start..(int)end], (int)start);
        return end;
    }
}
