using System.Collections.Concurrent;

namespace ParallelCore.Partitioning;

public static partial class RangePartitioner
{
    /// <summary>A partitioner that <see cref="Parallel"/> and PLINQ accept: its items are the chunks of a cut, claimed by whoever is free.</summary>
    /// <param name="chunks">The cut: any result of this class.</param>
    /// <returns>A partitioner with normalized keys: a chunk's key is its position. For an empty cut it has no items.</returns>
    /// <remarks>
    /// <b>Thread safety:</b> any thread at any time; each partition belongs to one thread. <b>Order:</b> keys ascend within a partition,
    /// not from one partition to the next, since all partitions draw from one counter. <b>Complexity:</b> one interlocked increment a chunk; a guided
    /// cut is first written into a table of 8 bytes per chunk.
    /// <b>Blocking:</b> never.
    /// </remarks>
    public static OrderablePartitioner<RangeChunk> CreateOrderable(RangeChunks chunks) =>
        new OrderableChunkPartitioner<RangeChunk, RangeChunks>(chunks.Indexed());

    /// <summary>A partitioner that <see cref="Parallel"/> and PLINQ accept: its items are the chunks of a cut, claimed by whoever is free.</summary>
    /// <param name="chunks">The cut: any result of this class.</param>
    /// <returns>A partitioner with normalized keys: a chunk's key is its position. For an empty cut it has no items.</returns>
    /// <remarks>
    /// <b>Thread safety:</b> any thread at any time; each partition belongs to one thread. <b>Order:</b> keys ascend within a partition,
    /// not from one partition to the next, since all partitions draw from one counter. <b>Complexity:</b> one interlocked increment a chunk; a guided
    /// cut is first written into a table of 8 bytes per chunk.
    /// <b>Blocking:</b> never.
    /// </remarks>
    public static OrderablePartitioner<LongRangeChunk> CreateOrderable(LongRangeChunks chunks) =>
        new OrderableChunkPartitioner<LongRangeChunk, LongRangeChunks>(chunks.Indexed());

    /// <summary>A partitioner that <see cref="Parallel"/> and PLINQ accept: its items are the tiles of a cut, claimed by whoever is free.</summary>
    /// <param name="tiles">The cut: any result of this class.</param>
    /// <returns>A partitioner with normalized keys: a tile's key is its position. For an empty cut it has no items.</returns>
    /// <remarks>
    /// <b>Thread safety:</b> any thread at any time; each partition belongs to one thread. <b>Order:</b> keys ascend within a partition,
    /// not from one partition to the next, since all partitions draw from one counter. <b>Complexity:</b> one interlocked increment a tile.
    /// <b>Blocking:</b> never.
    /// </remarks>
    public static OrderablePartitioner<Tile> CreateOrderable(TileGrid tiles) => new OrderableChunkPartitioner<Tile, TileGrid>(tiles);

    /// <summary>A partitioner that <see cref="Parallel"/> and PLINQ accept: its items are single indices, claimed a chunk at a time by whoever is
    /// free.</summary>
    /// <param name="from">The first index, inclusive.</param>
    /// <param name="to">The index after the last one, exclusive. At <paramref name="from"/> or below it the range is empty; it may span the whole type.</param>
    /// <param name="chunk">The number of indices to claim at once, at least 1.</param>
    /// <returns>A partitioner with normalized keys: an index's key is its distance from <paramref name="from"/>. For an empty range it has no items.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="chunk"/> is less
    /// than 1.</exception>
    /// <remarks>
    /// <b>Thread safety:</b> any thread at any time; each partition belongs to one thread. <b>Order:</b> keys ascend within a partition,
    /// not from one partition to the next, since all partitions draw from one counter. <b>Complexity:</b> one interlocked increment a chunk, shared
    /// by its indices. A consumer that stops early drops the rest of the chunk that it claimed.
    /// <b>Blocking:</b> never.
    /// </remarks>
    public static OrderablePartitioner<int> CreateOrderableIndices(int from, int to, int chunk)
    {
        to = Math.Max(from, to);
        ArgumentOutOfRangeException.ThrowIfLessThan(chunk, 1);
        return new OrderableIndexPartitioner<int>(LongRangeChunks.Fixed(from, to, (ulong)chunk), from, to);
    }

    /// <summary>A partitioner that <see cref="Parallel"/> and PLINQ accept: its items are single indices, claimed a chunk at a time by whoever is
    /// free.</summary>
    /// <param name="from">The first index, inclusive.</param>
    /// <param name="to">The index after the last one, exclusive. At <paramref name="from"/> or below it the range is empty; it may span the whole type.</param>
    /// <param name="chunk">The number of indices to claim at once, at least 1.</param>
    /// <returns>A partitioner with normalized keys: an index's key is its distance from <paramref name="from"/>. Keys of a range that is longer than
    /// <see cref="long.MaxValue"/> are the indices themselves, and not normalized. For an empty range it has no items.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="chunk"/> is less
    /// than 1.</exception>
    /// <remarks>
    /// <b>Thread safety:</b> any thread at any time; each partition belongs to one thread. <b>Order:</b> keys ascend within a partition,
    /// not from one partition to the next, since all partitions draw from one counter. <b>Complexity:</b> one interlocked increment a chunk, shared
    /// by its indices. A consumer that stops early drops the rest of the chunk that it claimed.
    /// <b>Blocking:</b> never.
    /// </remarks>
    public static OrderablePartitioner<long> CreateOrderableIndices(long from, long to, long chunk)
    {
        to = Math.Max(from, to);
        ArgumentOutOfRangeException.ThrowIfLessThan(chunk, 1);
        return new OrderableIndexPartitioner<long>(LongRangeChunks.Fixed(from, to, (ulong)chunk), from, to);
    }
}
