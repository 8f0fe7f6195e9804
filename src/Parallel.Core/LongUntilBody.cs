namespace ParallelCore;

/// <summary>A delegate for each index of an <see cref="long"/> range that stops the loop by returning true.</summary>
internal readonly struct LongUntilBody(Func<long, bool> body, CancellationToken cancellationToken) : ILoopBody
{
    public long Invoke(long start, long end)
    {
        for (long i = start; i < end; i++)
        {
            if (cancellationToken.IsCancellationRequested || body(i))
            {
                return i;
            }
        }

        return end;
    }
}
