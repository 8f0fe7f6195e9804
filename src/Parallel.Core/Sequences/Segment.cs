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
