using BenchmarkDotNet.Attributes;
using ParallelCore.Benchmarks.Measuring;

namespace ParallelCore.Benchmarks.Micro;

/// <summary>Two sides of equal length: half the time of both, plus what it takes for the other worker to come and to report back.</summary>
public class StealRoundTrip
{
    private static readonly Func<int, uint> s_spin = static steps => Spin.Mix(1, steps);

    [Params(1_000, 10_000, 100_000)]
    public int Steps { get; set; }

    [Benchmark(Baseline = true)]
    public uint BothHere() => s_spin(Steps) + s_spin(Steps);

    [Benchmark]
    public uint Forked()
    {
        (uint left, uint right) = ForkJoin.Invoke(Steps, Steps, s_spin);
        return left + right;
    }
}
