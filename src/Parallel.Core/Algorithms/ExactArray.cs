namespace ParallelCore.Algorithms;

/// <summary>An array's items as memory, also where the array is of a narrower type than its variable says, as a string array that is passed as one of objects:
/// then they are those of a copy, which are copied back.</summary>
internal readonly struct ExactArray<T> : IDisposable
{
    private readonly T[]? _array;
    private readonly int _index;

    public ExactArray(T[] items)
        : this(items, 0, items.Length)
    {
    }

    public ExactArray(T[] items, int index, int length)
    {
        if (typeof(T).IsValueType || items.GetType() == typeof(T[]))
        {
            Items = items.AsMemory(index, length);
            return;
        }

        T[] copy = new T[length];
        Array.Copy(items, index, copy, 0, length);
        Items = copy;
        _array = items;
        _index = index;
    }

    /// <summary>What to work on until <see cref="Dispose"/>.</summary>
    public Memory<T> Items { get; }

    /// <summary>The array has the items, also when the work on them has failed.</summary>
    /// <exception cref="ArrayTypeMismatchException">The array can't hold one of them; it has those before it.</exception>
    public void Dispose()
    {
        if (_array is null)
        {
            return;
        }

        ReadOnlySpan<T> items = Items.Span;
        for (int i = 0; i < items.Length; i++)
        {
            _array[_index + i] = items[i];
        }
    }
}
