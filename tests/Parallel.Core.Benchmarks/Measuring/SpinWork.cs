namespace ParallelCore.Benchmarks.Measuring;

/// <summary>An iteration of a chosen length, all iterations alike.</summary>
internal readonly struct SpinWork(byte[] output, int steps) : IIndexWork
{
    public void Invoke(int index) => output[index] = (byte)Spin.Mix((uint)index, steps);
}
