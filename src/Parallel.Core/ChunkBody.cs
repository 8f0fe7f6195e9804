namespace ParallelCore;

/// <summary>A delegate for each chunk of an <see cref="int"/> range.</summary>
internal readonly struct ChunkBody(Action<int, int> body) : ILoopBody
{
    public long Invoke(long start, long end)
    {
        body((int)start, (int)end);
        return end;
    }
}
