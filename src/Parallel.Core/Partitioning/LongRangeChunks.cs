using System.Collections;
using System.Diagnostics;
using System.Globalization;

namespace ParallelCore.Partitioning;

/// <summary>The chunks of a <see cref="long"/> range, in ascending order, computed as they are asked for.</summary>
/// <remarks>
/// Made by <see cref="RangePartitioner"/>; <see langword="default"/> is an empty list.
/// <b>Thread safety:</b> immutable; any number of threads may index and enumerate it. <b>Order:</b> ascending and gapless: each chunk starts
/// where the one before ended. <b>Complexity:</b> enumerating allocates nothing; <see cref="Count"/> and the indexer are O(1), except for
/// guided cuts, where they are O(workers x log length). Using it through an interface boxes it. <b>Blocking:</b> never.
/// </remarks>
[DebuggerDisplay("Count = {Count}")]
public readonly struct LongRangeChunks : IReadOnlyList<LongRangeChunk>, IChunkSource<LongRangeChunk>
{
    private readonly ulong _count;   // of every kind but Guided
    private readonly ulong _size;    // Fixed: the size. Even: the smaller size. Guided: the minimum.
    private readonly ulong _extra;   // Even: how many chunks are longer by one. Guided: the divisor.
    private readonly long[]? _bounds;
    private readonly CutKind _kind;

    private LongRangeChunks(CutKind kind, long from, long to, ulong count, ulong size, ulong extra, long[]? bounds = null)
    {
        _kind = kind;
        From = from;
        To = to;
        _count = count;
        _size = size;
        _extra = extra;
        _bounds = bounds;
    }

    /// <summary>The number of chunks, 0 for an empty range.</summary>
    /// <exception cref="OverflowException">There are more than <see cref="long.MaxValue"/> chunks. Enumerating and indexing still work.</exception>
    public long Count => checked((long)(_kind == CutKind.Guided ? GuidedCount() : _count));

    internal long From { get; }

    internal long To { get; }

    /// <summary>The number of chunks of every cut but a guided one, also where it is more than <see cref="long.MaxValue"/>.</summary>
    internal ulong FullCount => _count;

    int IReadOnlyCollection<LongRangeChunk>.Count => checked((int)Count);

    /// <summary>The chunk at a position.</summary>
    /// <param name="index">The position in the list, from 0 to <see cref="Count"/> - 1.</param>
    /// <returns>The chunk. A list without chunks has no valid position.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is outside the list.</exception>
    public LongRangeChunk this[long index]
    {
        get
        {
            if (index < 0 || !TryGet((ulong)index, out LongRangeChunk chunk))
            {
                throw new ArgumentOutOfRangeException(nameof(index), index, "The index is outside the list of chunks.");
            }

            return chunk;
        }
    }

    LongRangeChunk IReadOnlyList<LongRangeChunk>.this[int index] => this[index];

    /// <summary>Enumerates the chunks in ascending order.</summary>
    /// <returns>A struct that allocates nothing; for an empty range it ends at once.</returns>
    public LongRangeChunkEnumerator GetEnumerator() => new(this);

    IEnumerator<LongRangeChunk> IEnumerable<LongRangeChunk>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    bool IChunkSource<LongRangeChunk>.TryGet(ulong ordinal, out LongRangeChunk chunk) => TryGet(ordinal, out chunk);

    internal static LongRangeChunks Fixed(long from, long to, ulong size) =>
        new(CutKind.Fixed, from, to, ChunkMath.FixedCount(ChunkMath.Length(from, to), size), size, 0);

    internal static LongRangeChunks Even(long from, long to, int pieces)
    {
        ulong length = ChunkMath.Length(from, to);
        ulong count = Math.Min(length, (uint)pieces);
        return count == 0 ? default : new(CutKind.Even, from, to, count, length / count, length % count);
    }

    internal static LongRangeChunks Guided(long from, long to, int workers, ulong min) =>
        new(CutKind.Guided, from, to, 0, min, ChunkMath.GuidedDivisor(workers));

    /// <summary>A cut at given places: the range's start, each inner boundary, the range's end, strictly ascending.</summary>
    internal static LongRangeChunks AtBounds(long[] bounds) =>
        bounds.Length < 2 ? default : new(CutKind.Bounds, bounds[0], bounds[^1], (ulong)(bounds.Length - 1), 0, 0, bounds);

    internal bool TryGet(ulong ordinal, out LongRangeChunk chunk)
    {
        if (_kind == CutKind.Guided)
        {
            return TryGetGuided(ordinal, out chunk);
        }

        if (ordinal >= _count)
        {
            chunk = default;
            return false;
        }
        if (_kind == CutKind.Bounds)
        {
            chunk = new LongRangeChunk(_bounds![ordinal], _bounds[ordinal + 1]);
            return true;
        }
        ulong offset = ordinal * _size + (_kind == CutKind.Even ? Math.Min(ordinal, _extra) : 0);
        chunk = Slice(offset, NextSize(ordinal, ChunkMath.Length(From, To) - offset));
        return true;
    }

    /// <summary>The same chunks with an O(1) indexer: guided boundaries go into a table, everything else already has one.</summary>
    internal LongRangeChunks Indexed()
    {
        if (_kind != CutKind.Guided)
        {
            return this;
        }

        var bounds = new List<long> { From };
        foreach (LongRangeChunk chunk in this)
        {
            bounds.Add(chunk.End);
        }

        return AtBounds([.. bounds]);
    }

    internal ulong NextSize(ulong ordinal, ulong remaining) => _kind switch
    {
        CutKind.Fixed => Math.Min(_size, remaining),
        CutKind.Even => _size + (ordinal < _extra ? 1UL : 0UL),
        CutKind.Guided => ChunkMath.GuidedSize(remaining, _extra, _size),
        _ => ChunkMath.Length(_bounds![ordinal], _bounds[ordinal + 1]),
    };

    private LongRangeChunk Slice(ulong offset, ulong size) => new(ChunkMath.At(From, offset), ChunkMath.At(From, offset + size));

    private ulong GuidedCount()
    {
        ulong head = GuidedHead(ulong.MaxValue, out ulong offset);
        return head + ChunkMath.FixedCount(ChunkMath.Length(From, To) - offset, _size);
    }

    private bool TryGetGuided(ulong ordinal, out LongRangeChunk chunk)
    {
        ulong left = ordinal - GuidedHead(ordinal, out ulong offset);
        ulong remaining = ChunkMath.Length(From, To) - offset;
        if (left != 0)
        {
            // Behind the head all chunks have the minimum's size.
            if (left >= ChunkMath.FixedCount(remaining, _size))
            {
                chunk = default;
                return false;
            }
            offset += left * _size;
            remaining -= left * _size;
        }
        chunk = Slice(offset, NextSize(ordinal, remaining));
        return remaining != 0;
    }

    /// <summary>Steps over the chunks that are longer than the minimum, at most <paramref name="limit"/> of them.</summary>
    private ulong GuidedHead(ulong limit, out ulong offset)
    {
        ulong length = ChunkMath.Length(From, To);
        ulong passed = 0;
        offset = 0;
        while (passed < limit && (length - offset) / _extra > _size)
        {
            offset += (length - offset) / _extra;
            passed++;
        }
        return passed;
    }
}

/// <summary>Walks <see cref="LongRangeChunks"/>. Not thread-safe: one enumerator a thread.</summary>
public struct LongRangeChunkEnumerator : IEnumerator<LongRangeChunk>
{
    private readonly LongRangeChunks _chunks;
    private ulong _ordinal;

    internal LongRangeChunkEnumerator(in LongRangeChunks chunks)
    {
        _chunks = chunks;
        Current = new LongRangeChunk(chunks.From, chunks.From);
    }

    /// <summary>The chunk that the last <see cref="MoveNext"/> reached; before the first one, an empty chunk at the range's start.</summary>
    public LongRangeChunk Current { get; private set; }

    readonly object IEnumerator.Current => Current;

    /// <summary>Goes to the next chunk.</summary>
    /// <returns>False when there is none; an empty range has none.</returns>
    public bool MoveNext()
    {
        long start = Current.End;
        ulong remaining = ChunkMath.Length(start, _chunks.To);
        if (remaining == 0)
        {
            return false;
        }

        Current = new LongRangeChunk(start, ChunkMath.At(start, _chunks.NextSize(_ordinal++, remaining)));
        return true;
    }

    readonly void IEnumerator.Reset() => throw new NotSupportedException();

    readonly void IDisposable.Dispose()
    {
    }
}

/// <summary>Contiguous indices of a <see cref="long"/> range, claimed at once: <c>[Start, End)</c>.</summary>
/// <remarks><b>Thread safety:</b> immutable. <b>Complexity:</b> 16 bytes, nothing allocated. <b>Blocking:</b> never.</remarks>
public readonly struct LongRangeChunk
{
    /// <summary>Makes a chunk of its parts.</summary>
    /// <param name="start">The first index, inclusive.</param>
    /// <param name="end">The index after the last one, exclusive. No less than <paramref name="start"/> in every chunk that <see cref="RangePartitioner"/>
    /// cuts.</param>
    public LongRangeChunk(long start, long end)
    {
        Start = start;
        End = end;
    }

    /// <summary>The first index, inclusive.</summary>
    public long Start { get; }

    /// <summary>The index after the last one, exclusive. No less than <see cref="Start"/> in every chunk that <see cref="RangePartitioner"/> cuts.</summary>
    public long End { get; }

    /// <summary>The number of indices, 0 for an empty chunk. Unsigned, as one chunk may span all of <see cref="long"/>.</summary>
    public ulong Length => ChunkMath.Length(Start, End);

    /// <summary>Takes a chunk apart.</summary>
    /// <param name="start">The first index, inclusive.</param>
    /// <param name="end">The index after the last one, exclusive. No less than <paramref name="start"/> in every chunk that <see cref="RangePartitioner"/>
    /// cuts.</param>
    public void Deconstruct(out long start, out long end)
    {
        start = Start;
        end = End;
    }

    /// <summary>The text, as in <c>[0, 1024)</c>, the same in every culture.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"[{Start}, {End})");
}

/// <summary>How a <see cref="LongRangeChunks"/> finds its boundaries. <see cref="Fixed"/> comes first, so that the default is an empty list.</summary>
internal enum CutKind : byte
{
    Fixed,
    Even,
    Guided,
    Bounds,
}
