namespace ParallelCore.Algorithms;

/// <summary>The extremes of each block.</summary>
internal readonly struct ExtremesBody<T, TComparer>(ReadOnlyMemory<T> items, int block, TComparer comparer, Scratch<Extremes<T>> found) : ILoopBody
    where TComparer : IComparer<T>
{
    public long Invoke(long start, long end)
    {
        int first = (int)start * block;
        ReadOnlySpan<T> piece = items.Span.Slice(first, Math.Min(block, items.Length - first));
        found.Span[(int)start] = ExtremesSearch.Of(piece, comparer);
        return end;
    }
}
