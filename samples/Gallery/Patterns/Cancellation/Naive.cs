namespace ParallelCore.Gallery.Patterns.Cancellation;

internal static partial class Search
{
    /// <summary>"Just leave the body": the loop goes on to the end, and whoever called takes the part for the whole.</summary>
    public static long LeaveTheBody(int limit, CancellationToken cancellationToken)
    {
        long found = 0;
        ParallelRange.Run(1, limit, n =>
        {
            if (cancellationToken.IsCancellationRequested)
                return;
            if (ChainOf(n) > LongChain)
                Interlocked.Increment(ref found);
        });
        return found;
    }
}
