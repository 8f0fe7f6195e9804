using System.Buffers;

namespace ParallelCore.Sequences;

/// <summary>A list of segments in pooled memory. Thread safety: none.</summary>
internal struct SegmentList<T>
{
    private const int FirstCapacity = 16;

    private Segment<T>[]? _items;

    public int Count { get; private set; }

    public readonly Span<Segment<T>> Items => _items.AsSpan(0, Count);

    public void Add(in Segment<T> segment)
    {
        if (_items is null || Count == _items.Length)
        {
            Segment<T>[] larger = ArrayPool<Segment<T>>.Shared.Rent(Math.Max(FirstCapacity, 2 * Count));
            Items.CopyTo(larger);
            Return();
            _items = larger;
        }

        _items[Count++] = segment;
    }

    /// <summary>Gives the memory of all segments from a place on back, and forgets them.</summary>
    public void RemoveFrom(int index)
    {
        foreach (ref Segment<T> segment in Items[index..])
        {
            segment.Release();
        }

        Count = index;
    }

    public void Dispose()
    {
        RemoveFrom(0);
        Return();
        _items = null;
    }

    private readonly void Return()
    {
        if (_items is not null)
        {
            ArrayPool<Segment<T>>.Shared.Return(_items, clearArray: true);
        }
    }
}
