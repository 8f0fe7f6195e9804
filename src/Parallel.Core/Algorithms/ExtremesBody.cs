namespace ParallelCore.Algorithms;

/// <summary>The extremes of each block.</summary>
internal readonly struct ExtremesBody<T, TComparer>(ReadOnlyMemory<T> items, int block, TComparer comparer, Scratch<Extremes<T>> found) : ILoopBody
    where TComparer : IComparer<T>
{
    public long Invoke(long start, long end)
    {
        ReadOnlySpan<T> all = items.Span;
        Span<Extremes<T>> results = found.Span;
        for (int i = (int)start; i < end; i++)
        {
            results[i] = ExtremesSearch.Of(all.Slice(i * block, Math.Min(block, all.Length - i * block)), comparer);
        }

        return end;
    }
}
