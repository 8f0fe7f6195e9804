namespace ParallelCore.Samples.Primes;

/// <summary>Trial division, as slow as it is simple: the work to be shared.</summary>
internal static class PrimeNumbers
{
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

    /// <summary>How many divisions <see cref="IsPrime"/> does for all numbers of a range: the cost, without a clock.</summary>
    public static long Divisions(int start, int end)
    {
        long divisions = 0;
        for (int n = Math.Max(start, 2); n < end; n++)
        {
            int root = (int)Math.Sqrt(n);
            for (int divisor = 2; divisor <= root; divisor++)
            {
                divisions++;
                if (n % divisor == 0)
                    break;
            }
        }

        return divisions;
    }

    /// <summary>How many primes there are below a limit, known for the limits that the sample uses.</summary>
    public static long CountBelow(int limit) => limit switch
    {
        500_000 => 41_538,
        1_000_000 => 78_498,
        5_000_000 => 348_513,
        20_000_000 => 1_270_607,
        _ => throw new ArgumentOutOfRangeException(nameof(limit), limit, "No known count."),
    };
}
