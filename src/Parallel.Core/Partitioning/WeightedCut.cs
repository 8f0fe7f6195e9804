namespace ParallelCore.Partitioning;

/// <summary>Cuts a range into pieces of about the same weight, by prefix sums in two passes, so that no table of sums is kept.</summary>
internal static class WeightedCut
{
    public static LongRangeChunks Cut(long from, long to, int pieces, ReadOnlySpan<double> weights, string parameterName)
    {
        var totals = new WeightTotals(parameterName);
        for (int i = 0; i < weights.Length; i++)
        {
            totals.Add(weights[i], ChunkMath.At(from, (ulong)i));
        }

        if (IsEven(from, to, ref pieces, totals))
        {
            return LongRangeChunks.Even(from, to, pieces);
        }

        var bounds = new WeightedBounds(from, to, pieces, totals);
        for (int i = 0; i < weights.Length && !bounds.IsComplete; i++)
        {
            bounds.Add(weights[i]);
        }

        return LongRangeChunks.AtBounds(bounds.Finish());
    }

    public static LongRangeChunks Cut(long from, long to, int pieces, Func<long, double> weight, string parameterName)
    {
        var totals = new WeightTotals(parameterName);
        for (long i = from; i < to; i++)
        {
            totals.Add(weight(i), i);
        }

        if (IsEven(from, to, ref pieces, totals))
        {
            return LongRangeChunks.Even(from, to, pieces);
        }

        var bounds = new WeightedBounds(from, to, pieces, totals);
        for (long i = from; i < to && !bounds.IsComplete; i++)
        {
            bounds.Add(weight(i));
        }

        return LongRangeChunks.AtBounds(bounds.Finish());
    }

    /// <summary>Weights that can't tell the pieces apart. Otherwise no more pieces than indices are left to make.</summary>
    private static bool IsEven(long from, long to, ref int pieces, in WeightTotals totals)
    {
        ulong length = ChunkMath.Length(from, to);
        pieces = (int)Math.Min(length, (ulong)pieces);
        return pieces == 0 || (ulong)pieces == length || totals.Total == 0;
    }
}

/// <summary>
/// The second pass over the weights: places each boundary at whichever side of an item brings the prefix sum nearest to that boundary's
/// share of the total, then moves it no further than needed to leave every piece at least one index.
/// </summary>
/// <remarks>
/// A boundary is off its share by at most half an item, so a piece weighs at most an equal share plus the heaviest item; a boundary
/// that had to move ends a piece of one item, or one that got lighter, so the bound holds for those too.
/// </remarks>
internal struct WeightedBounds
{
    private readonly long[] _bounds;
    private readonly WeightTotals _totals;
    private readonly ulong _length;
    private double _prefix;
    private ulong _offset;
    private int _next = 1;

    public WeightedBounds(long from, long to, int pieces, in WeightTotals totals)
    {
        _totals = totals;
        _length = ChunkMath.Length(from, to);
        _bounds = new long[pieces + 1L];
        _bounds[0] = from;
        _bounds[^1] = to;
    }

    /// <summary>Every boundary has its place; weights that follow change nothing.</summary>
    public readonly bool IsComplete => _next == Pieces;

    private readonly int Pieces => _bounds.Length - 1;

    public void Add(double weight)
    {
        double before = _prefix;
        _prefix += weight * _totals.Scale;
        _offset++;
        while (!IsComplete)
        {
            double share = _totals.Total * ((double)_next / Pieces);
            if (_prefix < share)
            {
                return;
            }

            Place(share - before < _prefix - share ? _offset - 1 : _offset);
        }
    }

    public long[] Finish()
    {
        // Rounding can leave the last prefix sum a hair below a share.
        while (!IsComplete)
        {
            Place(_length);
        }

        return _bounds;
    }

    private void Place(ulong offset)
    {
        ulong first = ChunkMath.Length(_bounds[0], _bounds[_next - 1]) + 1;
        ulong last = _length - (ulong)(Pieces - _next);
        _bounds[_next++] = ChunkMath.At(_bounds[0], Math.Clamp(offset, first, last));
    }
}

/// <summary>The first pass over the weights: refuses bad ones and sums up.</summary>
internal struct WeightTotals(string parameterName)
{
    // 2^-64: with it no sum of finite weights reaches infinity, however many there are.
    private const double Shrink = 1.0 / 18446744073709551616.0;

    private double _sum;
    private double _shrunkSum;

    /// <summary>What to multiply each weight with before adding it up.</summary>
    public readonly double Scale => double.IsFinite(_sum) ? 1.0 : Shrink;

    /// <summary>The sum of the scaled weights; always finite.</summary>
    public readonly double Total => double.IsFinite(_sum) ? _sum : _shrunkSum;

    public void Add(double weight, long index)
    {
        if (!double.IsFinite(weight) || weight < 0)
        {
            throw new ArgumentOutOfRangeException(
                parameterName, weight, FormattableString.Invariant($"The weight of index {index} is not a finite number of at least 0."));
        }

        _sum += weight;
        _shrunkSum += weight * Shrink;
    }
}
