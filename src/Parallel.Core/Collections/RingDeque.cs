using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace ParallelCore.Collections;

/// <summary>A double-ended queue in one growing ring of slots, for one thread at a time.</summary>
/// <remarks>
/// Behaves as Python's <c>collections.deque</c>, a bounded one included. A slot that holds no item is cleared, so that it keeps nothing alive.
/// </remarks>
[DebuggerDisplay("Count = {Count}")]
[DebuggerTypeProxy(typeof(RingDequeDebugView<>))]
internal sealed class RingDeque<T>
{
    private const int FirstCapacity = 4;

    private readonly int _limit;
    private T[] _slots;
    private int _head;

    public RingDeque(int capacity, int? maxLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        if (maxLength is int length)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(length, nameof(maxLength));
        }

        MaxLength = maxLength;
        _limit = maxLength ?? int.MaxValue;
        _slots = new T[Math.Min(capacity, _limit)];
    }

    public int Count { get; private set; }

    public int? MaxLength { get; }

    /// <summary>Differs after every change.</summary>
    public int Version { get; private set; }

    public bool IsFull => Count == _limit;

    public T this[int index]
    {
        get => _slots[CheckedSlot(index)];
        set
        {
            _slots[CheckedSlot(index)] = value;
            Version++;
        }
    }

    /// <summary>Adds in front; a full deque drops its last item, or the new one if it can't hold any.</summary>
    /// <returns>Whether an item was dropped.</returns>
    public bool AddFirst(T item, out T? dropped)
    {
        bool drops = MakeRoom(item, isAtFront: true, out dropped);
        if (_limit > 0)
        {
            _head = _head == 0 ? _slots.Length - 1 : _head - 1;
            _slots[_head] = item;
            Count++;
            Version++;
        }

        return drops;
    }

    /// <summary>Adds at the end; a full deque drops its first item, or the new one if it can't hold any.</summary>
    /// <returns>Whether an item was dropped.</returns>
    public bool AddLast(T item, out T? dropped)
    {
        bool drops = MakeRoom(item, isAtFront: false, out dropped);
        if (_limit > 0)
        {
            _slots[Slot(Count)] = item;
            Count++;
            Version++;
        }

        return drops;
    }

    public T RemoveFirst()
    {
        T item = PeekFirst();
        Forget(_head);
        _head = Slot(1);
        Count--;
        return item;
    }

    public T RemoveLast()
    {
        T item = PeekLast();
        Forget(Slot(Count - 1));
        Count--;
        return item;
    }

    public T PeekFirst()
    {
        ThrowIfEmpty();
        return _slots[_head];
    }

    public T PeekLast()
    {
        ThrowIfEmpty();
        return _slots[Slot(Count - 1)];
    }

    public void RemoveAt(int index)
    {
        CheckedSlot(index);
        if (index < Count / 2)
        {
            for (int i = index; i > 0; i--)
            {
                this[i] = this[i - 1];
            }

            RemoveFirst();
        }
        else
        {
            for (int i = index; i < Count - 1; i++)
            {
                this[i] = this[i + 1];
            }

            RemoveLast();
        }
    }

    /// <summary>Removes what meets a condition, or nothing if the condition throws or changes the deque.</summary>
    public int RemoveAll(Predicate<T> match)
    {
        int version = Version;
        var kept = new T[Count];
        int count = 0;
        for (int i = 0; i < Count; i++)
        {
            T item = this[i];
            if (!match(item))
            {
                kept[count++] = item;
            }

            ThrowIfChanged(version);
        }

        int removed = Count - count;
        if (removed > 0)
        {
            _slots = kept;
            _head = 0;
            Count = count;
            Version++;
        }

        return removed;
    }

    public int IndexOf(T item)
    {
        (ArraySegment<T> start, ArraySegment<T> wrapped) = Segments();
        int index = Array.IndexOf(start.Array!, item, start.Offset, start.Count);
        if (index >= 0)
        {
            return index - _head;
        }

        index = Array.IndexOf(wrapped.Array!, item, wrapped.Offset, wrapped.Count);
        return index < 0 ? -1 : index + start.Count;
    }

    /// <summary>Moves the last items to the front, one after the other; a negative number moves the first ones to the end.</summary>
    public void Rotate(int steps)
    {
        if (Count < 2)
        {
            return;
        }

        int shift = steps % Count;
        shift += shift < 0 ? Count : 0;
        if (Count == _slots.Length)
        {
            _head = Slot(Count - shift);
            Version++;
        }
        else if (shift <= Count / 2)
        {
            for (; shift > 0; shift--)
            {
                AddFirst(RemoveLast(), out _);
            }
        }
        else
        {
            for (; shift < Count; shift++)
            {
                AddLast(RemoveFirst(), out _);
            }
        }
    }

    public void Reverse()
    {
        for (int i = 0, j = Count - 1; i < j; i++, j--)
        {
            (this[i], this[j]) = (this[j], this[i]);
        }
    }

    public void Clear()
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            Array.Clear(_slots);
        }

        _head = 0;
        Count = 0;
        Version++;
    }

    /// <summary>Makes room for as many items more as the limit allows, so that adding them can't fail halfway.</summary>
    public void MakeRoomFor(int added)
    {
        long needed = Math.Min((long)Count + added, _limit);
        if (needed <= _slots.Length)
        {
            return;
        }

        long doubled = Math.Min(Math.Max(FirstCapacity, 2L * _slots.Length), Math.Min(_limit, Array.MaxLength));
        Resize((int)Math.Min(Math.Max(needed, doubled), int.MaxValue)); // beyond the longest array the allocation throws
    }

    public void CopyTo(T[] array, int index)
    {
        CheckTarget(array, index);
        (ArraySegment<T> start, ArraySegment<T> wrapped) = Segments();
        Array.Copy(_slots, start.Offset, array, index, start.Count);
        Array.Copy(_slots, wrapped.Offset, array, index + start.Count, wrapped.Count);
    }

    public void CopyTo(Array array, int index)
    {
        ArgumentNullException.ThrowIfNull(array);
        if (array.Rank != 1)
        {
            throw new ArgumentException("The array must have one dimension.", nameof(array));
        }

        if (array.GetLowerBound(0) != 0)
        {
            throw new ArgumentException("The array's first index must be 0.", nameof(array));
        }

        CheckTarget(array, index);
        if (array is T[] items)
        {
            CopyTo(items, index);
        }
        else
        {
            CopyBoxed(array as object?[], index);
        }
    }

    public T[] ToArray()
    {
        var items = new T[Count];
        CopyTo(items, 0);
        return items;
    }

    /// <summary>For whoever calls back its user: throws if the deque isn't the one it was when it had this <see cref="Version"/>.</summary>
    public void ThrowIfChanged(int version)
    {
        if (version != Version)
        {
            throw new InvalidOperationException("The deque was changed by a callback that is asked about its items.");
        }
    }

    private bool MakeRoom(T item, bool isAtFront, out T? dropped)
    {
        if (IsFull)
        {
            dropped = _limit == 0 ? item : isAtFront ? RemoveLast() : RemoveFirst();
            return true;
        }

        if (Count == _slots.Length)
        {
            MakeRoomFor(1);
        }

        dropped = default;
        return false;
    }

    private void Resize(int capacity)
    {
        var slots = new T[capacity];
        CopyTo(slots, 0);
        _slots = slots;
        _head = 0;
        Version++;
    }

    private void Forget(int slot)
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            _slots[slot] = default!;
        }

        Version++;
    }

    private int CheckedSlot(int index)
    {
        if ((uint)index >= (uint)Count)
        {
            throw new ArgumentOutOfRangeException(nameof(index), index, "The index is outside the deque.");
        }

        return Slot(index);
    }

    /// <summary>Where an item is. Unsigned, since the sum of two lengths may exceed an int.</summary>
    private int Slot(int index)
    {
        uint slot = (uint)_head + (uint)index;
        return (int)(slot < (uint)_slots.Length ? slot : slot - (uint)_slots.Length);
    }

    /// <summary>The items in order: up to the end of the slots, and then those at their start.</summary>
    private (ArraySegment<T> Start, ArraySegment<T> Wrapped) Segments()
    {
        int length = Math.Min(Count, _slots.Length - _head);
        return (new(_slots, _head, length), new(_slots, 0, Count - length));
    }

    private void CheckTarget(Array array, int index)
    {
        ArgumentNullException.ThrowIfNull(array);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(index, array.Length);
        if (array.Length - index < Count)
        {
            throw new ArgumentException("The items don't fit into the array from that index on.");
        }
    }

    private void CopyBoxed(object?[]? array, int index)
    {
        try
        {
            for (int i = 0; i < Count; i++)
            {
                (array ?? throw new ArrayTypeMismatchException())[index + i] = this[i];
            }
        }
        catch (ArrayTypeMismatchException e)
        {
            throw new ArgumentException("The array can't hold items of this type.", nameof(array), e);
        }
    }

    private void ThrowIfEmpty()
    {
        if (Count == 0)
        {
            throw new InvalidOperationException("The deque is empty.");
        }
    }
}

/// <summary>Shows a deque's items in a debugger.</summary>
internal sealed class RingDequeDebugView<T>(RingDeque<T> deque)
{
    [DebuggerBrowsable(DebuggerBrowsableState.RootHidden)]
    public T[] Items => deque.ToArray();
}

/// <summary>What a caller hands over to be added, read to its end before any lock is taken.</summary>
/// <remarks>
/// Enumerating runs the caller's code, which may take the lock of another collection: done under our own lock, two collections that are
/// added to each other would wait for each other forever. And a source that throws has changed nothing yet.
/// </remarks>
internal static class ItemSnapshot
{
    /// <summary>The items as an array; an array is taken as it is, since reading one runs nobody's code, and a plain list is copied once.</summary>
    public static T[] Of<T>(IEnumerable<T> items)
    {
        if (items is T[] array)
        {
            return array;
        }

        if (items.GetType() == typeof(List<T>))
        {
            return ((List<T>)items).ToArray();
        }

        // Not LINQ's ToArray: it asks for the count and then for the items, and another thread may change their number in between.
        var copy = new List<T>();
        foreach (T item in items)
        {
            copy.Add(item);
        }

        return copy.ToArray();
    }
}
