namespace ParallelCore.Tests.Forks;

/// <summary>The recursion that is all forks, through the context.</summary>
internal readonly struct FibonacciBody : IForkBody<int, long>
{
    public long Invoke(ForkContext context, int n)
    {
        if (n < 2)
            return n;
        (long left, long right) = context.Invoke<int, long, FibonacciBody>(n - 1, n - 2, this);
        return left + right;
    }
}
