using ParallelCore.Benchmarks.Measuring;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>An iteration whose cost grows with its index.</summary>
internal readonly struct TriangularWork(byte[] output) : IIndexWork
{
    public void Invoke(int index) => output[index] = (byte)Spin.Mix((uint)index, index);
}
