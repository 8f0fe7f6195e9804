using System.Buffers;

namespace ParallelCore;

/// <summary>A span of pinned items for each chunk.</summary>
internal readonly unsafe struct PinnedBody<T>(T* items, SpanAction<T, int> body) : ILoopBody
    where T : unmanaged
{
    public long Invoke(long start, long end)
    {
        body(new Span<T>(items + start, (int)(end - start)), (int)start);
        return end;
    }
}
