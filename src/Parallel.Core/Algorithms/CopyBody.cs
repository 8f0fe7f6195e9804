namespace ParallelCore.Algorithms;

/// <summary>Copies items to the same places elsewhere.</summary>
internal readonly struct CopyBody<T>(ReadOnlyMemory<T> source, Memory<T> destination) : ILoopBody
{
    public long Invoke(long start, long end)
    {
        source.Span[(int)start..(int)end].CopyTo(destination.Span[(int)start..]);
        return end;
    }
}
