namespace ParallelCore.Algorithms;

/// <summary>Stores one value everywhere.</summary>
internal readonly struct FillBody<T>(Memory<T> destination, T value) : ILoopBody
{
    public long Invoke(long start, long end)
    {
        destination.Span[(int)start..(int)end].Fill(value);
        return end;
    }
}
