namespace ParallelCore;

/// <summary>A delegate for each index, none of which starts after cancellation.</summary>
internal readonly struct CancellableIndexBody(Action<int> body, CancellationToken cancellationToken) : ILoopBody
{
    public long Invoke(long start, long end)
    {
        for (long i = start; i < end; i++)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                return i;
            }

            body((int)i);
        }

        return end;
    }
}
