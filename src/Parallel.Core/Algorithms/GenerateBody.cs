namespace ParallelCore.Algorithms;

/// <summary>Stores what a function makes of each index.</summary>
internal readonly struct GenerateBody<T>(Memory<T> destination, Func<int, T> generate) : ILoopBody
{
    public long Invoke(long start, long end)
    {
        Span<T> items = destination.Span[(int)start..(int)end];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = generate((int)start + i);
        }

        return end;
    }
}
