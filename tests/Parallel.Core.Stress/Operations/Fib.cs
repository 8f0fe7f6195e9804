namespace ParallelCore.Stress.Operations;

/// <summary>The recursion with nothing but forks.</summary>
internal readonly struct Fib(ForkForm form) : IForkBody<int, long>
{
    public long Invoke(ForkContext context, int n)
    {
        if (n < 2)
        {
            return n;
        }

        (long left, long right) = form == ForkForm.Context ? context.Invoke<int, long, Fib>(n - 1, n - 2, this) : ForkJoin.Invoke<int, long, Fib>(n - 1, n - 2, this);
        return left + right;
    }

    public static long ByLambda(int n)
    {
        if (n < 2)
        {
            return n;
        }

        (long left, long right) = ForkJoin.Invoke(n - 1, n - 2, static k => ByLambda(k));
        return left + right;
    }

    public static long Plain(int n) => n < 2 ? n : Plain(n - 1) + Plain(n - 2);
}
