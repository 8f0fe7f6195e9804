namespace ParallelCore.Gallery.Uses.Primes;

internal static partial class PrimeCount
{
    public static long ByParallelFor(int limit)
    {
        long total = 0;
        Parallel.For(
            0,
            limit,
            static () => 0L,
            static (n, _, count) => IsPrime(n) ? count + 1 : count,
            count => Interlocked.Add(ref total, count));
        return total;
    }
}
