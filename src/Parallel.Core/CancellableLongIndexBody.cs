namespace ParallelCore;

/// <summary>A delegate for each index, none of which starts after cancellation.</summary>
internal readonly struct CancellableLongIndexBody(Action<long> body, CancellationToken cancellationToken) : ILoopBody
{
    public long Invoke(long start, long end)
    {
        for (long i = start; i < end; i++)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                return i;
            }

            body(i);
        }

        return end;
    }
}
