namespace ParallelCore.Partitioning;

/// <summary>Contiguous indices of an <see cref="int"/> range, claimed at once: <c>[Start, End)</c>.</summary>
/// <param name="Start">The first index, inclusive.</param>
/// <param name="End">The index after the last one, exclusive. No less than <paramref name="Start"/> in every chunk that
/// <see cref="RangePartitioner"/> cuts.</param>
/// <remarks><b>Thread safety:</b> immutable. <b>Complexity:</b> 8 bytes, nothing allocated. <b>Blocking:</b> never.</remarks>
/// <example><code>
/// foreach (var (start, end) in RangePartitioner.Fixed(0, values.Length, 1024))
///     Process(values.AsSpan(start..end));
/// </code></example>
public readonly record struct RangeChunk(int Start, int End)
{
    /// <summary>The number of indices, 0 for an empty chunk. A <see cref="long"/>, as one chunk may span all of <see cref="int"/>.</summary>
    public long Length => (long)End - Start;
}
