namespace ParallelCore.Partitioning;

/// <summary>Contiguous indices of a <see cref="long"/> range, claimed at once: <c>[Start, End)</c>.</summary>
/// <param name="Start">The first index, inclusive.</param>
/// <param name="End">The index after the last one, exclusive. No less than <paramref name="Start"/> in every chunk that
/// <see cref="RangePartitioner"/> cuts.</param>
/// <remarks><b>Thread safety:</b> immutable. <b>Complexity:</b> 16 bytes, nothing allocated. <b>Blocking:</b> never.</remarks>
public readonly record struct LongRangeChunk(long Start, long End)
{
    /// <summary>The number of indices, 0 for an empty chunk. Unsigned, as one chunk may span all of <see cref="long"/>.</summary>
    public ulong Length => ChunkMath.Length(Start, End);
}
