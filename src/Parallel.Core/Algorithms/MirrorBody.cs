namespace ParallelCore.Algorithms;

/// <summary>Exchanges items of the left half with their counterparts in the right half.</summary>
internal readonly struct MirrorBody<T>(Memory<T> items) : ILoopBody
{
    public long Invoke(long start, long end)
    {
        Span<T> all = items.Span;
        Span<T> left = all[(int)start..(int)end];
        Span<T> right = all.Slice(all.Length - (int)end, left.Length);
        for (int i = 0; i < left.Length; i++)
        {
            int j = right.Length - 1 - i;
            (left[i], right[j]) = (right[j], left[i]);
        }

        return end;
    }
}
