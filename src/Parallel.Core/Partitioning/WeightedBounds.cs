namespace ParallelCore.Partitioning;

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
                return;
            Place(share - before < _prefix - share ? _offset - 1 : _offset);
        }
    }

    public long[] Finish()
    {
        // Rounding can leave the last prefix sum a hair below a share.
        while (!IsComplete)
            Place(_length);
        return _bounds;
    }

    private void Place(ulong offset)
    {
        ulong first = ChunkMath.Length(_bounds[0], _bounds[_next - 1]) + 1;
        ulong last = _length - (ulong)(Pieces - _next);
        _bounds[_next++] = ChunkMath.At(_bounds[0], Math.Clamp(offset, first, last));
    }
}
