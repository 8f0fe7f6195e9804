namespace ParallelCore.Benchmarks.Workloads;

/// <summary>The recursion that does nothing but fork: what it takes beyond the plain one is the cost of forking.</summary>
internal static class Fib
{
    /// <summary>Forks of a call: one for each call above the leaves.</summary>
    public static long Forks(int n) => Plain(n + 1) - 1;

    public static int Plain(int n) => n < 2 ? n : Plain(n - 1) + Plain(n - 2);

    public static int Struct(int n)
    {
        if (n < 2)
        {
            return n;
        }

        (int left, int right) = ForkJoin.Invoke<int, int, FibStruct>(n - 1, n - 2, default);
        return left + right;
    }

    public static int Lambda(int n)
    {
        if (n < 2)
        {
            return n;
        }

        (int left, int right) = ForkJoin.Invoke(n - 1, n - 2, static k => Lambda(k));
        return left + right;
    }

    public static int Tasks(int n)
    {
        if (n < 2)
        {
            return n;
        }

        Task<int> right = Task.Run(() => Tasks(n - 2));
        return Tasks(n - 1) + right.Result;
    }

    public static int ParallelInvoke(int n)
    {
        if (n < 2)
        {
            return n;
        }

        int left = 0;
        int right = 0;
        Parallel.Invoke(() => left = ParallelInvoke(n - 1), () => right = ParallelInvoke(n - 2));
        return left + right;
    }
}
