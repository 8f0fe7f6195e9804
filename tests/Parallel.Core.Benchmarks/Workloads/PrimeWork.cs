using ParallelCore.Benchmarks.Measuring;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>Marks the index if it is a prime, by trial division.</summary>
internal readonly struct PrimeWork(byte[] isPrime) : IIndexWork
{
    public void Invoke(int index) => isPrime[index] = IsPrime(index) ? (byte)1 : (byte)0;

    public static bool IsPrime(int n)
    {
        if (n <= 1)
        {
            return false;
        }

        int root = (int)Math.Sqrt(n);
        for (int i = 2; i <= root; i++)
        {
            if (n % i == 0)
            {
                return false;
            }
        }

        return true;
    }
}
