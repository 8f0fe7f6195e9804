namespace ParallelCore;

/// <summary>A delegate with a state for each chunk of an <see cref="int"/> range.</summary>
internal readonly struct StateChunkBody<TState>(Action<int, int, TState> body, TState state) : ILoopBody
{
    public long Invoke(long start, long end)
    {
        body((int)start, (int)end, state);
        return end;
    }
}
