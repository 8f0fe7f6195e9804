namespace ParallelCore;

/// <summary>A delegate for each index of a <see cref="long"/> range.</summary>
internal readonly struct LongIndexBody(Action<long> body) : ILoopBody
{
    public long Invoke(long start, long end)
    {
        Action<long> call = body;
        for (long i = start; i < end; i++)
        {
            call(i);
        }

        return end;
    }
}
