namespace ParallelCore.Benchmarks.Workloads;

/// <summary>Forks through the context that each call is handed.</summary>
internal readonly struct FibContext : IForkBody<int, int>
{
    public int Invoke(ForkContext context, int n)
    {
        if (n < 2)
        {
            return n;
        }

        (int left, int right) = context.Invoke<int, int, FibContext>(n - 1, n - 2, this);
        return left + right;
    }
}
