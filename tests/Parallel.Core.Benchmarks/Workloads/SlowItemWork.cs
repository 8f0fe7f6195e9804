using ParallelCore.Benchmarks.Measuring;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>Iterations alike, but one that takes a hundred times as long.</summary>
internal readonly struct SlowItemWork(byte[] output, int steps, int slow) : IIndexWork
{
    private const int Factor = 100;

    public void Invoke(int index) => output[index] = (byte)Spin.Mix((uint)index, index == slow ? steps * Factor : steps);
}
