using ParallelCore.Loops;

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

/// <summary>Copies items to the same places elsewhere.</summary>
internal readonly struct CopyBody<T>(ReadOnlyMemory<T> source, Memory<T> destination) : ILoopBody
{
    public long Invoke(long start, long end)
    {
        source.Span[(int)start..(int)end].CopyTo(destination.Span[(int)start..]);
        return end;
    }
}

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

/// <summary>Exchanges items of the left half with those they face in the right half.</summary>
internal readonly struct ReverseBody<T>(Memory<T> items) : ILoopBody
{
    private readonly Memory<T> _items = items;

    public long Invoke(long start, long end)
    {
        int count = (int)(end - start);
        Span<T> items = _items.Span;
        Span<T> left = items.Slice((int)start, count);
        Span<T> right = items.Slice(items.Length - (int)end, count);
        for (int i = 0; i < left.Length; i++)
        {
            (left[i], right[count - 1 - i]) = (right[count - 1 - i], left[i]);
        }

        return end;
    }
}

/// <summary>Stores what a function makes of each item.</summary>
internal readonly struct TransformBody<TSource, TResult>(
    ReadOnlyMemory<TSource> source, Memory<TResult> destination, Func<TSource, TResult> transform) : ILoopBody
{
    public long Invoke(long start, long end)
    {
        ReadOnlySpan<TSource> items = source.Span[(int)start..(int)end];
        Span<TResult> results = destination.Span.Slice((int)start, items.Length);
        for (int i = 0; i < items.Length; i++)
        {
            results[i] = transform(items[i]);
        }

        return end;
    }
}
