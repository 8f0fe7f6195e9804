namespace ParallelCore.Benchmarks.Workloads;

/// <summary>Forks through <see cref="ForkJoin"/>, which looks up the worker each time.</summary>
internal readonly struct FibStruct : IForkBody<int, int>
{
    public int Invoke(ForkContext context, int n) => Fib.Struct(n);
}
