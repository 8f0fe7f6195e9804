namespace ParallelCore.Tests.Forks;

/// <summary>The recursion that is all forks, through the static class.</summary>
internal readonly struct StructFibonacciBody : IForkBody<int, long>
{
    public long Invoke(ForkContext context, int n)
    {
        if (n < 2)
            return n;
        (long left, long right) = ForkJoin.Invoke<int, long, StructFibonacciBody>(n - 1, n - 2, this);
        return left + right;
    }
}
