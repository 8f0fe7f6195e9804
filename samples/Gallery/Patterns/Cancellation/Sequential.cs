namespace ParallelCore.Gallery.Patterns.Cancellation;

/// <summary>A long search that must be able to end early: finds how many numbers below a limit have a long Collatz chain.</summary>
internal static partial class Search
{
    private const int LongChain = 100;

    public static long Sequential(int limit, CancellationToken cancellationToken)
    {
        long found = 0;
        for (int n = 1; n < limit; n++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (ChainOf(n) > LongChain)
                found++;
        }

        return found;
    }

    private static int ChainOf(long n)
    {
        int length = 1;
        for (; n != 1; length++)
            n = (n & 1) == 0 ? n / 2 : (3 * n) + 1;
        return length;
    }
}
