namespace ParallelCore.Algorithms;

/// <summary>Stops at the first item that equals a value.</summary>
internal readonly struct IndexOfBody<T>(ReadOnlyMemory<T> items, T value) : ILoopBody
    where T : IEquatable<T>?
{
    public long Invoke(long start, long end)
    {
        int found = items.Span[(int)start..(int)end].IndexOf(value);
        return found < 0 ? end : start + found;
    }
}
