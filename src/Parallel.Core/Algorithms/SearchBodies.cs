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
