namespace ParallelCore.Benchmarks.Workloads;

/// <summary>The range body that one would write: spans of the chunk, so that the compiler drops the bounds checks.</summary>
internal readonly struct MapRange(double[] source, double[] target) : IRangeBody
{
    public void Invoke(int start, int end)
    {
        ReadOnlySpan<double> from = source.AsSpan(start, end - start);
        Span<double> to = target.AsSpan(start, from.Length);
        for (int i = 0; i < from.Length; i++)
        {
            to[i] = Math.Sqrt(from[i]) * MapWork.Factor;
        }
    }
}
