using ParallelCore.Loops;

namespace ParallelCore.Algorithms;

/// <summary>Looks keys up among sorted items.</summary>
internal readonly struct BinarySearchBody<T, TComparer>(ReadOnlyMemory<T> sorted, ReadOnlyMemory<T> keys, Memory<int> indices, TComparer comparer) : ILoopBody
    where TComparer : IComparer<T>
{
    public long Invoke(long start, long end)
    {
        ReadOnlySpan<T> items = sorted.Span;
        ReadOnlySpan<T> wanted = keys.Span[(int)start..(int)end];
        Span<int> found = indices.Span.Slice((int)start, wanted.Length);
        for (int i = 0; i < wanted.Length; i++)
        {
            found[i] = items.BinarySearch(wanted[i], comparer);
        }

        return end;
    }
}
