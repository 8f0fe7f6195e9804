using ParallelCore.Benchmarks.Measuring;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>An element of <c>target = sqrt(source) * 2.5</c>.</summary>
internal readonly struct MapWork(double[] source, double[] target) : IIndexWork
{
    public const double Factor = 2.5;

    public void Invoke(int index) => target[index] = Math.Sqrt(source[index]) * Factor;
}
