using System.Buffers;

namespace ParallelCore;

/// <summary>A read-only span of pinned items for each chunk.</summary>
internal readonly unsafe struct ReadOnlyPinnedBody<T>(T* items, ReadOnlySpanAction<T, int> body) : ILoopBody
    where T : unmanaged
{
    public long Invoke(long start, long end)
    {
        body(new ReadOnlySpan<T>(items + start, (int)(end - start)), (int)start);
        return end;
    }
}
