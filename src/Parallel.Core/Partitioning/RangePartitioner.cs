namespace ParallelCore.Partitioning;

/// <summary>
/// Cuts ranges and tables into chunks: even, fixed, guided, weighted, two-dimensional. It runs nothing; loops, <see cref="Parallel"/>,
/// PLINQ and hand-written threads can use the cuts alike.
/// </summary>
/// <remarks>
/// <b>Thread safety:</b> any thread at any time. <b>Order:</b> every cut covers its range exactly once, in ascending order.
/// <b>Complexity:</b> cuts are structs that compute their chunks when asked; only weighted ones allocate. <b>Blocking:</b> never.
/// </remarks>
/// <example><code>
/// // Row i of a triangular loop costs i: four pieces of equal work instead of four of equal length.
/// RangeChunks pieces = RangePartitioner.Weighted(0, rows, 4, row => row);
/// Parallel.ForEach(RangePartitioner.CreateOrderable(pieces), piece => { for (int row = piece.Start; row &lt; piece.End; row++) Work(row); });
/// </code></example>
public static partial class RangePartitioner
{
    /// <summary>Cuts a range into pieces whose lengths differ by at most one, the longer ones first.</summary>
    /// <param name="from">The first index, inclusive.</param>
    /// <param name="to">The index after the last one, exclusive. At <paramref name="from"/> or below it the range is empty; it may span the whole type.</param>
    /// <param name="pieces">How many pieces, at least 1; more pieces than indices give one piece per index.</param>
    /// <returns>The pieces in ascending order; none for an empty range.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="pieces"/> is less
    /// than 1.</exception>
    /// <remarks><b>Thread safety:</b> any thread at any time. <b>Order:</b> ascending. <b>Complexity:</b> O(1), 0 bytes. <b>Blocking:</b> never.</remarks>
    public static RangeChunks Even(int from, int to, int pieces)
    {
        to = Math.Max(from, to);
        ArgumentOutOfRangeException.ThrowIfLessThan(pieces, 1);
        return new(LongRangeChunks.Even(from, to, pieces));
    }

    /// <summary>Cuts a range at <c>from + k * size</c>: chunks of one size, the last one with what remains.</summary>
    /// <param name="from">The first index, inclusive.</param>
    /// <param name="to">The index after the last one, exclusive. At <paramref name="from"/> or below it the range is empty; it may span the whole type.</param>
    /// <param name="size">The number of indices in a chunk, at least 1; it may exceed the range.</param>
    /// <returns>The chunks in ascending order; none for an empty range.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is less
    /// than 1.</exception>
    /// <remarks><b>Thread safety:</b> any thread at any time. <b>Order:</b> ascending. <b>Complexity:</b> O(1), 0 bytes. <b>Blocking:</b> never.</remarks>
    public static RangeChunks Fixed(int from, int to, int size)
    {
        to = Math.Max(from, to);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        return new(LongRangeChunks.Fixed(from, to, (ulong)size));
    }

    /// <summary>Cuts a range into chunks that shrink: each takes what remains divided by twice the workers, so that few claims suffice and the finish
    /// is even.</summary>
    /// <param name="from">The first index, inclusive.</param>
    /// <param name="to">The index after the last one, exclusive. At <paramref name="from"/> or below it the range is empty; it may span the whole type.</param>
    /// <param name="workers">How many workers will share the range, at least 1.</param>
    /// <param name="min">The smallest size of a chunk, at least 1; only the last one may be shorter.</param>
    /// <returns>The chunks in ascending order; none for an empty range.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="workers"/> or
    /// <paramref name="min"/> is less than 1.</exception>
    /// <remarks>
    /// <b>Thread safety:</b> any thread at any time. <b>Order:</b> ascending. <b>Complexity:</b> O(1), 0 bytes; the result's count and indexer
    /// take O(workers x log length). <b>Blocking:</b> never.
    /// Source: C. D. Polychronopoulos, D. J. Kuck, "Guided self-scheduling", IEEE Transactions on Computers 36(12), 1987, with half of its share.
    /// </remarks>
    public static RangeChunks Guided(int from, int to, int workers, int min = 1)
    {
        to = Math.Max(from, to);
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(min, 1);
        return new(LongRangeChunks.Guided(from, to, workers, (ulong)min));
    }

    /// <summary>Cuts a range into pieces of about equal weight, given a weight for each index.</summary>
    /// <param name="from">The first index, inclusive.</param>
    /// <param name="to">The index after the last one, exclusive. At <paramref name="from"/> or below it the range is empty; it may span the whole type.</param>
    /// <param name="pieces">How many pieces, at least 1; more pieces than indices give one piece per index.</param>
    /// <param name="weights">One weight per index, counted from the range's start: finite and at least 0, in any unit.</param>
    /// <returns>
    /// The pieces in ascending order, each with at least one index and weighing at most an equal share plus the heaviest index;
    /// none for an empty range; an even cut when all weights are 0.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="pieces"/> is less
    /// than 1, or a weight is negative, infinite or not a number.</exception>
    /// <exception cref="ArgumentException"><paramref name="weights"/> doesn't have one weight for each index.</exception>
    /// <remarks>
    /// <b>Thread safety:</b> any thread at any time; the weights are not kept. <b>Order:</b> ascending. <b>Complexity:</b> O(length), two
    /// passes; allocates 8 bytes per piece. <b>Blocking:</b> never.
    /// </remarks>
    public static RangeChunks Weighted(int from, int to, int pieces, ReadOnlySpan<double> weights)
    {
        to = Math.Max(from, to);
        ArgumentOutOfRangeException.ThrowIfLessThan(pieces, 1);
        if ((ulong)weights.Length != ChunkMath.Length(from, to))
        {
            throw new ArgumentException($"The range has {ChunkMath.Length(from, to)} indices, but there are {weights.Length} weights.", nameof(weights));
        }

        return new(WeightedCut.Cut(from, to, pieces, weights, nameof(weights)));
    }

    /// <summary>Cuts a range into pieces of about equal weight, given a function that tells the weight of an index.</summary>
    /// <param name="from">The first index, inclusive.</param>
    /// <param name="to">The index after the last one, exclusive. At <paramref name="from"/> or below it the range is empty; it may span the whole type.</param>
    /// <param name="pieces">How many pieces, at least 1; more pieces than indices give one piece per index.</param>
    /// <param name="weight">
    /// Tells an index's weight: finite and at least 0, in any unit, the same each time. Called at most twice per index, on this thread, in ascending order.
    /// What it throws passes through.
    /// </param>
    /// <returns>
    /// The pieces in ascending order, each with at least one index and weighing at most an equal share plus the heaviest index;
    /// none for an empty range; an even cut when all weights are 0.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="weight"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="pieces"/> is less
    /// than 1, or a weight is negative, infinite or not a number.</exception>
    /// <remarks>
    /// <b>Thread safety:</b> any thread at any time. <b>Order:</b> ascending. <b>Complexity:</b> O(length), two passes; allocates 8 bytes a
    /// piece. One closure is allocated a call. <b>Blocking:</b> never.
    /// </remarks>
    public static RangeChunks Weighted(int from, int to, int pieces, Func<int, double> weight)
    {
        to = Math.Max(from, to);
        ArgumentOutOfRangeException.ThrowIfLessThan(pieces, 1);
        ArgumentNullException.ThrowIfNull(weight);
        return new(WeightedCut.Cut(from, to, pieces, i => weight((int)i), nameof(weight)));
    }
}

public static partial class RangePartitioner
{
    /// <summary>Cuts a table into tiles of one size; those at the right and bottom edges hold what remains.</summary>
    /// <param name="rows">The table's rows, at least 0.</param>
    /// <param name="columns">The table's columns, at least 0.</param>
    /// <param name="tileRows">The rows of a tile, at least 1; it may exceed the table.</param>
    /// <param name="tileColumns">The columns of a tile, at least 1; it may exceed the table.</param>
    /// <returns>The tiles in row-major order; none for a table without cells.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rows"/> or <paramref name="columns"/> is negative, or
    /// <paramref name="tileRows"/> or <paramref name="tileColumns"/> is less than 1.</exception>
    /// <remarks><b>Thread safety:</b> any thread at any time. <b>Order:</b> row-major. <b>Complexity:</b> O(1), 0 bytes. <b>Blocking:</b> never.</remarks>
    /// <example><code>
    /// foreach (Tile tile in RangePartitioner.Tiles(image.Height, image.Width, 64, 256))
    ///     Blur(image, tile);
    /// </code></example>
    public static TileGrid Tiles(int rows, int columns, int tileRows, int tileColumns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        ArgumentOutOfRangeException.ThrowIfLessThan(tileRows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(tileColumns, 1);
        return new TileGrid(rows, columns, tileRows, tileColumns);
    }
}

/// <summary>The arithmetic of cutting, on unsigned offsets from the range's start, so that no span overflows.</summary>
internal static class ChunkMath
{
    public static ulong Length(long from, long to) => unchecked((ulong)to - (ulong)from);

    /// <summary>The index that lies <paramref name="offset"/> after <paramref name="from"/>.</summary>
    public static long At(long from, ulong offset) => unchecked((long)((ulong)from + offset));

    public static ulong FixedCount(ulong length, ulong size) => length / size + (length % size == 0 ? 0UL : 1UL);

    /// <summary>The size of the next guided chunk: a share of what remains, at least <paramref name="min"/>, at most all of it.</summary>
    public static ulong GuidedSize(ulong remaining, ulong divisor, ulong min) => Math.Min(remaining, Math.Max(min, remaining / divisor));

    /// <summary>Half of an equal share of the rest: late chunks are small enough to even out the finish.</summary>
    public static ulong GuidedDivisor(int workers) => 2UL * (uint)workers;
}
