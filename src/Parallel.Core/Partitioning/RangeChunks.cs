using System.Collections;
using System.Diagnostics;
using System.Globalization;

namespace ParallelCore.Partitioning;

/// <summary>The chunks of an <see cref="int"/> range, in ascending order, computed as they are asked for.</summary>
/// <remarks>
/// Made by <see cref="RangePartitioner"/>; <see langword="default"/> is an empty list.
/// <b>Thread safety:</b> immutable; any number of threads may index and enumerate it. <b>Order:</b> ascending and gapless: each chunk starts
/// where the one before ended. <b>Complexity:</b> enumerating allocates nothing; <see cref="Count"/> and the indexer are O(1), except for
/// guided cuts, where they are O(workers x log length). Using it through an interface boxes it. <b>Blocking:</b> never.
/// </remarks>
/// <example><code>
/// RangeChunks chunks = RangePartitioner.Even(0, values.Length, Environment.ProcessorCount);
/// var sums = new double[chunks.Count];
/// Parallel.For(0, sums.Length, k => { foreach (double v in values.AsSpan(chunks[k].Start..chunks[k].End)) sums[k] += v; });
/// </code></example>
[DebuggerDisplay("Count = {Count}")]
public readonly struct RangeChunks : IReadOnlyList<RangeChunk>, IChunkSource<RangeChunk>
{
    private readonly LongRangeChunks _chunks;

    internal RangeChunks(LongRangeChunks chunks) => _chunks = chunks;

    /// <summary>The number of chunks, 0 for an empty range. A <see cref="long"/>: chunks of one index over all of <see cref="int"/> are too many for
    /// an <see cref="int"/>.</summary>
    public long Count => _chunks.Count;

    int IReadOnlyCollection<RangeChunk>.Count => checked((int)Count);

    /// <summary>The chunk at a position.</summary>
    /// <param name="index">The position in the list, from 0 to <see cref="Count"/> - 1.</param>
    /// <returns>The chunk. A list without chunks has no valid position.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is outside the list.</exception>
    public RangeChunk this[long index] => Narrow(_chunks[index]);

    RangeChunk IReadOnlyList<RangeChunk>.this[int index] => this[index];

    /// <summary>Enumerates the chunks in ascending order.</summary>
    /// <returns>A struct that allocates nothing; for an empty range it ends at once.</returns>
    public RangeChunkEnumerator GetEnumerator() => new(_chunks);

    IEnumerator<RangeChunk> IEnumerable<RangeChunk>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    bool IChunkSource<RangeChunk>.TryGet(ulong ordinal, out RangeChunk chunk)
    {
        bool found = _chunks.TryGet(ordinal, out LongRangeChunk wide);
        chunk = Narrow(wide);
        return found;
    }

    internal RangeChunks Indexed() => new(_chunks.Indexed());

    internal static RangeChunk Narrow(LongRangeChunk chunk) => new((int)chunk.Start, (int)chunk.End);
}

/// <summary>Walks <see cref="RangeChunks"/>. Not thread-safe: one enumerator a thread.</summary>
public struct RangeChunkEnumerator : IEnumerator<RangeChunk>
{
    private LongRangeChunkEnumerator _chunks;

    internal RangeChunkEnumerator(in LongRangeChunks chunks) => _chunks = chunks.GetEnumerator();

    /// <summary>The chunk that the last <see cref="MoveNext"/> reached; before the first one, an empty chunk at the range's start.</summary>
    public readonly RangeChunk Current => RangeChunks.Narrow(_chunks.Current);

    readonly object IEnumerator.Current => Current;

    /// <summary>Goes to the next chunk.</summary>
    /// <returns>False when there is none; an empty range has none.</returns>
    public bool MoveNext() => _chunks.MoveNext();

    readonly void IEnumerator.Reset() => throw new NotSupportedException();

    readonly void IDisposable.Dispose()
    {
    }
}

/// <summary>Contiguous indices of an <see cref="int"/> range, claimed at once: <c>[Start, End)</c>.</summary>
/// <remarks><b>Thread safety:</b> immutable. <b>Complexity:</b> 8 bytes, nothing allocated. <b>Blocking:</b> never.</remarks>
/// <example><code>
/// foreach (var (start, end) in RangePartitioner.Fixed(0, values.Length, 1024))
///     Process(values.AsSpan(start..end));
/// </code></example>
public readonly struct RangeChunk
{
    /// <summary>Makes a chunk of its parts.</summary>
    /// <param name="start">The first index, inclusive.</param>
    /// <param name="end">The index after the last one, exclusive. No less than <paramref name="start"/> in every chunk that <see cref="RangePartitioner"/>
    /// cuts.</param>
    public RangeChunk(int start, int end)
    {
        Start = start;
        End = end;
    }

    /// <summary>The first index, inclusive.</summary>
    public int Start { get; }

    /// <summary>The index after the last one, exclusive. No less than <see cref="Start"/> in every chunk that <see cref="RangePartitioner"/> cuts.</summary>
    public int End { get; }

    /// <summary>The number of indices, 0 for an empty chunk. A <see cref="long"/>, as one chunk may span all of <see cref="int"/>.</summary>
    public long Length => (long)End - Start;

    /// <summary>Takes a chunk apart.</summary>
    /// <param name="start">The first index, inclusive.</param>
    /// <param name="end">The index after the last one, exclusive. No less than <paramref name="start"/> in every chunk that <see cref="RangePartitioner"/>
    /// cuts.</param>
    public void Deconstruct(out int start, out int end)
    {
        start = Start;
        end = End;
    }

    /// <summary>The text, as in <c>[0, 1024)</c>, the same in every culture.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"[{Start}, {End})");
}

/// <summary>An indexed cut whose ordinals may exceed <see cref="long"/>; a struct, so that the JIT removes the interface.</summary>
internal interface IChunkSource<T>
{
    /// <summary>The chunk with that ordinal, or false behind the last one.</summary>
    bool TryGet(ulong ordinal, out T chunk);
}
