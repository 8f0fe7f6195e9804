namespace ParallelCore.Gallery.Uses.Primes;

internal static partial class PrimeCount
{
    /// <summary>A chunk at a time: each counts in a local, and shares its total once.</summary>
    public static long InParallel(int limit)
    {
        long total = 0;
        ParallelRange.Run(0, limit, (start, end) =>
        {
            long count = 0;
            for (int n = start; n < end; n++)
            {
                if (IsPrime(n))
                    count++;
            }

            Interlocked.Add(ref total, count);
        });
        return total;
    }

    /// <summary>Or say what you want instead of how.</summary>
    public static long InOneLine(int limit) =>
        ParallelRange.From(0, limit).Where(IsPrime).LongCount();
}
