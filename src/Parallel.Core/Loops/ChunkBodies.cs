namespace ParallelCore.Loops;

/// <summary>A delegate for each chunk of an <see cref="int"/> range.</summary>
internal readonly struct ChunkBody(Action<int, int> body) : ILoopBody
{
    public long Invoke(long start, long end)
    {
        body((int)start, (int)end);
        return end;
    }
}

/// <summary>A delegate for each chunk of a <see cref="long"/> range.</summary>
internal readonly struct LongChunkBody(Action<long, long> body) : ILoopBody
{
    public long Invoke(long start, long end)
    {
        body(start, end);
        return end;
    }
}

/// <summary>A delegate with a state for each chunk of an <see cref="int"/> range.</summary>
internal readonly struct StateChunkBody<TState>(Action<int, int, TState> body, TState state) : ILoopBody
{
    public long Invoke(long start, long end)
    {
        body((int)start, (int)end, state);
        return end;
    }
}

/// <summary>A delegate with a state for each chunk of a <see cref="long"/> range.</summary>
internal readonly struct LongStateChunkBody<TState>(Action<long, long, TState> body, TState state) : ILoopBody
{
    public long Invoke(long start, long end)
    {
        body(start, end, state);
        return end;
    }
}

/// <summary>A struct body for each chunk of an <see cref="int"/> range.</summary>
internal readonly struct StructBody<TBody>(TBody body) : ILoopBody
    where TBody : struct, IRangeBody
{
    public long Invoke(long start, long end)
    {
        TBody own = body;
        own.Invoke((int)start, (int)end);
        return end;
    }
}

/// <summary>A struct body for each chunk of a <see cref="long"/> range.</summary>
internal readonly struct LongStructBody<TBody>(TBody body) : ILoopBody
    where TBody : struct, ILongRangeBody
{
    public long Invoke(long start, long end)
    {
        TBody own = body;
        own.Invoke(start, end);
        return end;
    }
}

/// <summary>A delegate for each chunk of an <see cref="int"/> range that says where it stops the loop.</summary>
internal readonly struct UntilChunkBody(Func<int, int, int?> body) : ILoopBody
{
    public long Invoke(long start, long end) => body((int)start, (int)end) is { } index ? StopIndex.Checked(index, start, end) : end;
}

/// <summary>A delegate for each chunk of a <see cref="long"/> range that says where it stops the loop.</summary>
internal readonly struct LongUntilChunkBody(Func<long, long, long?> body) : ILoopBody
{
    public long Invoke(long start, long end) => body(start, end) is { } index ? StopIndex.Checked(index, start, end) : end;
}

/// <summary>What a chunk's body says about where the loop stops.</summary>
internal static class StopIndex
{
    public static long Checked(long index, long start, long end) => index >= start && index < end
        ? index
        : throw new InvalidOperationException($"The body for [{start}, {end}) stopped the loop at {index}, which is outside of its chunk.");
}
