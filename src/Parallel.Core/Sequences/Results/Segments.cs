using System.Buffers;
using ParallelCore.Algorithms;

namespace ParallelCore.Sequences;

/// <summary>The items that one piece of a loop gave, in a part of a pooled array.</summary>
internal struct Segment<T>
{
    /// <summary>Where the piece began: segments are put together in this order.</summary>
    public long Start;

    public T[]? Items;

    public int Offset;

    public int Count;

    /// <summary>How many fit into the part.</summary>
    public int Capacity;

    /// <summary>True when the array is shared with other segments.</summary>
    public bool IsShared;

    /// <summary>True when nothing after this segment counts.</summary>
    public bool IsLast;

    /// <summary>What the first item behind this segment has thrown, if that may not matter.</summary>
    public Exception? Failure;

    public readonly ReadOnlySpan<T> Span => Items.AsSpan(Offset, Count);

    /// <summary>Gives the array back, unless it is shared.</summary>
    public void Release()
    {
        if (!IsShared && Items is not null)
        {
            Pooled.Return(Items);
        }

        Items = null;
    }
}

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

/// <summary>Pooled memory for parts whose number and sizes aren't known before. Each slab is twice as long as the one before, so that few are needed, which the
/// pool keeps.</summary>
/// <remarks>Thread safety: parts may be taken by several workers at once.</remarks>
internal sealed class Slabs<T> : IDisposable
{
    private const int FirstLength = 1024;

    private readonly object _lock = new();
    private readonly List<T[]> _slabs = [];
    private int _used;

    /// <summary>A part of this length; what is in it is left from earlier uses.</summary>
    public Memory<T> Take(int length)
    {
        lock (_lock)
        {
            if (_slabs.Count == 0 || _slabs[^1].Length - _used < length)
            {
                int next = _slabs.Count == 0 ? FirstLength : (int)Math.Min(2L * _slabs[^1].Length, Array.MaxLength);
                _slabs.Add(ArrayPool<T>.Shared.Rent(Math.Max(length, next)));
                _used = 0;
            }

            _used += length;
            return _slabs[^1].AsMemory(_used - length, length);
        }
    }

    public void Dispose()
    {
        foreach (T[] slab in _slabs)
        {
            Pooled.Return(slab);
        }

        _slabs.Clear();
    }
}
