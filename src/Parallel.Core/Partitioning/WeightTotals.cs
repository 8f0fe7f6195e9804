namespace ParallelCore.Partitioning;

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
            throw new ArgumentOutOfRangeException(
                parameterName, weight, FormattableString.Invariant($"The weight of index {index} is not a finite number of at least 0."));
        _sum += weight;
        _shrunkSum += weight * Shrink;
    }
}
