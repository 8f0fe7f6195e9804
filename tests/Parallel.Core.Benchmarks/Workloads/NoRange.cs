namespace ParallelCore.Benchmarks.Workloads;

/// <summary>A body that does nothing.</summary>
internal readonly struct NoRange : IRangeBody, ILongRangeBody, ITileBody
{
    public void Invoke(int start, int end)
    {
    }

    public void Invoke(long start, long end)
    {
    }

    public void Invoke(int rowStart, int rowEnd, int columnStart, int columnEnd)
    {
    }
}
