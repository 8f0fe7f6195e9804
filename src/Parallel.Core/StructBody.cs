namespace ParallelCore;

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
