using System.Diagnostics;

namespace ParallelCore.Collections;

/// <summary>Items that were added one after the other under consecutive indices, or all under one.</summary>
[DebuggerDisplay("{Index}, repeats = {Repeats}, at {Position}")]
internal struct IndexRun(long index, long position)
{
    // One word for both, since there may be a run for each item.
    private long _positionAndKind = position << 1;

    /// <summary>The first item's index.</summary>
    public long Index { get; } = index;

    /// <summary>The first item's position among all of its segment.</summary>
    public readonly long Position => _positionAndKind >> 1;

    /// <summary>True when all items have the same index.</summary>
    public readonly bool Repeats => (_positionAndKind & 1) != 0;

    /// <summary>From now on the items have the same index. Readers may look at the same time: they know of one item, for which it makes no difference.</summary>
    public void Repeat() => _positionAndKind |= 1;
}
