using System.Buffers;

namespace ParallelCore.Loops;

/// <summary>A span of memory for each chunk.</summary>
internal readonly struct MemoryBody<T>(Memory<T> items, SpanAction<T, int> body) : ILoopBody
{
    public long Invoke(long start, long end)
    {
        body(items.Span[(int)start..(int)end], (int)start);
        return end;
    }
}

/// <summary>A read-only span of memory for each chunk.</summary>
internal readonly struct ReadOnlyMemoryBody<T>(ReadOnlyMemory<T> items, ReadOnlySpanAction<T, int> body) : ILoopBody
{
    public long Invoke(long start, long end)
    {
        body(items.Span[(int)start..(int)end], (int)start);
        return end;
    }
}

/// <summary>A span of unmanaged memory for each chunk; several if it is too long for one.</summary>
internal readonly unsafe struct UnmanagedBody<T>(T* items, SpanAction<T, long> body) : ILoopBody
    where T : unmanaged
{
    public long Invoke(long start, long end)
    {
        for (long from = start; from < end; from += int.MaxValue)
        {
            body(new Span<T>(items + from, (int)Math.Min(end - from, int.MaxValue)), from);
        }

        return end;
    }
}

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
