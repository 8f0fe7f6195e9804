using ParallelCore.Counters;

namespace ParallelCore.Gallery.Patterns.Cancellation;

internal static partial class Search
{
    /// <summary>The loop watches the token, reports how far it is, and throws when it was stopped: no body begins after that.</summary>
    public static long InParallel(int limit, CancellationToken cancellationToken, IProgress<RangeProgress>? progress = null)
    {
        var found = new StripedCounter();
        var options = new RangeOptions { CancellationToken = cancellationToken, Progress = progress };
        ParallelRange.Run(1, limit, n =>
        {
            if (ChainOf(n) > LongChain)
                found.Increment();
        }, options);
        return found.Sum();
    }
}
