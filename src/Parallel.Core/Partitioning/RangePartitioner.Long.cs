namespace ParallelCore.Partitioning;

public static partial class RangePartitioner
{
    /// <inheritdoc cref="Even(int, int, int)"/>
    public static LongRangeChunks Even(long from, long to, int pieces)
    {
        to = Math.Max(from, to);
        ArgumentOutOfRangeException.ThrowIfLessThan(pieces, 1);
        return LongRangeChunks.Even(from, to, pieces);
    }

    /// <inheritdoc cref="Fixed(int, int, int)"/>
    public static LongRangeChunks Fixed(long from, long to, long size)
    {
        to = Math.Max(from, to);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        return LongRangeChunks.Fixed(from, to, (ulong)size);
    }

    /// <inheritdoc cref="Guided(int, int, int, int)"/>
    public static LongRangeChunks Guided(long from, long to, int workers, long min = 1)
    {
        to = Math.Max(from, to);
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(min, 1);
        return LongRangeChunks.Guided(from, to, workers, (ulong)min);
    }

    /// <inheritdoc cref="Weighted(int, int, int, ReadOnlySpan{double})"/>
    public static LongRangeChunks Weighted(long from, long to, int pieces, ReadOnlySpan<double> weights)
    {
        to = Math.Max(from, to);
        ArgumentOutOfRangeException.ThrowIfLessThan(pieces, 1);
        if ((ulong)weights.Length != ChunkMath.Length(from, to))
        {
            throw new ArgumentException($"The range has {ChunkMath.Length(from, to)} indices, but there are {weights.Length} weights.", nameof(weights));
        }

        return WeightedCut.Cut(from, to, pieces, weights, nameof(weights));
    }

    /// <inheritdoc cref="Weighted(int, int, int, Func{int, double})"/>
    public static LongRangeChunks Weighted(long from, long to, int pieces, Func<long, double> weight)
    {
        to = Math.Max(from, to);
        ArgumentOutOfRangeException.ThrowIfLessThan(pieces, 1);
        ArgumentNullException.ThrowIfNull(weight);
        return WeightedCut.Cut(from, to, pieces, weight, nameof(weight));
    }
}
