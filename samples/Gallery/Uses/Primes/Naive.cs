namespace ParallelCore.Gallery.Uses.Primes;

internal static partial class PrimeCount
{
    /// <summary>A thread for each core, and an equal part of the numbers for each thread.</summary>
    public static long EqualParts(int limit, int parts)
    {
        long[] counts = new long[parts];
        var threads = new Thread[parts];
        for (int t = 0; t < parts; t++)
        {
            int part = t;
            threads[t] = new Thread(() => counts[part] = CountPart(limit, part, parts));
            threads[t].Start();
        }

        // All wait for the last one, which has the largest numbers.
        foreach (Thread thread in threads)
            thread.Join();
        return counts.Sum();
    }

    private static long CountPart(int limit, int part, int parts)
    {
        long count = 0;
        int end = (int)((long)limit * (part + 1) / parts);
        for (int n = (int)((long)limit * part / parts); n < end; n++)
        {
            if (IsPrime(n))
                count++;
        }

        return count;
    }
}
