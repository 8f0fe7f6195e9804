namespace ParallelCore;

/// <summary>A delegate with a state for each chunk of a <see cref="long"/> range.</summary>
internal readonly struct LongStateChunkBody<TState>(Action<long, long, TState> body, TState state) : ILoopBody
{
    public long Invoke(long start, long end)
    {
        body(start, end, state);
        return end;
    }
}
