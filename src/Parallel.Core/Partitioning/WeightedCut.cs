namespace ParallelCore.Partitioning;

/// <summary>Cuts a range into pieces of about the same weight, by prefix sums in two passes, so that no table of sums is kept.</summary>
internal static class WeightedCut
{
    public static LongRangeChunks Cut(long from, long to, int pieces, ReadOnlySpan<double> weights, string parameterName)
    {
        var totals = new WeightTotals(parameterName);
        for (int i = 0; i < weights.Length; i++)
            totals.Add(weights[i], ChunkMath.At(from, (ulong)i));
        if (IsEven(from, to, ref pieces, totals))
            return LongRangeChunks.Even(from, to, pieces);

        var bounds = new WeightedBounds(from, to, pieces, totals);
        for (int i = 0; i < weights.Length && !bounds.IsComplete; i++)
            bounds.Add(weights[i]);
        return LongRangeChunks.AtBounds(bounds.Finish());
    }

    public static LongRangeChunks Cut(long from, long to, int pieces, Func<long, double> weight, string parameterName)
    {
        var totals = new WeightTotals(parameterName);
        for (long i = from; i < to; i++)
            totals.Add(weight(i), i);
        if (IsEven(from, to, ref pieces, totals))
            return LongRangeChunks.Even(from, to, pieces);

        var bounds = new WeightedBounds(from, to, pieces, totals);
        for (long i = from; i < to && !bounds.IsComplete; i++)
            bounds.Add(weight(i));
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
