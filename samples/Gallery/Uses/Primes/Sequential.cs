namespace ParallelCore.Gallery.Uses.Primes;

/// <summary>Counts the primes below a limit.</summary>
internal static partial class PrimeCount
{
    public static long Sequential(int limit)
    {
        long count = 0;
        for (int n = 0; n < limit; n++)
        {
            if (IsPrime(n))
                count++;
        }

        return count;
    }

    /// <summary>Trial division, as slow as it is simple: the work to be shared.</summary>
    public static bool IsPrime(int n)
    {
        if (n <= 1)
            return false;
        int root = (int)Math.Sqrt(n);
        for (int divisor = 2; divisor <= root; divisor++)
        {
            if (n % divisor == 0)
                return false;
        }

        return true;
    }
}
