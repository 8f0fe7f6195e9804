using System.Buffers;

namespace ParallelCore;

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
