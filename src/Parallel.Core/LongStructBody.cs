namespace ParallelCore;

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
