namespace ParallelCore.Algorithms;

/// <summary>Stops at the first item that a predicate accepts.</summary>
internal readonly struct FindIndexBody<T>(ReadOnlyMemory<T> items, Func<T, bool> predicate) : ILoopBody
{
    public long Invoke(long start, long end)
    {
        ReadOnlySpan<T> piece = items.Span[(int)start..(int)end];
        for (int i = 0; i < piece.Length; i++)
        {
            if (predicate(piece[i]))
            {
                return start + i;
            }
        }

        return end;
    }
}
