namespace ParallelCore;

/// <summary>A delegate for each chunk of a <see cref="long"/> range.</summary>
internal readonly struct LongChunkBody(Action<long, long> body) : ILoopBody
{
    public long Invoke(long start, long end)
    {
        body(start, end);
        return end;
    }
}
