using BenchmarkDotNet.Attributes;
using ParallelCore.Benchmarks.Workloads;

namespace ParallelCore.Benchmarks.Micro;

/// <summary>What a fork and its join cost, in each form, over recursions of <see cref="N"/>.</summary>
public class Forks
{
    [Params(25)]
    public int N { get; set; }

    [Benchmark(Baseline = true)]
    public int PlainRecursion() => Fib.Plain(N);

    [Benchmark]
    public int Context() => ForkJoin.Run<int, int, FibContext>(N, default);

    [Benchmark]
    public int Struct() => Fib.Struct(N);

    [Benchmark]
    public int StaticLambda() => Fib.Lambda(N);
}
