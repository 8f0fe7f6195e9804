namespace ParallelCore.Gallery.Uses.PortfolioRisk;

/// <summary>Holdings whose returns move together: each asset follows the market by its share, and has a noise of its own.</summary>
internal sealed class Portfolio
{
    private const double MarketVolatility = 0.012;

    private readonly double[] _values;
    private readonly double[] _betas;
    private readonly double[] _volatilities;

    public Portfolio(int assets)
    {
        var random = new Random(97);
        _values = [.. Enumerable.Range(0, assets).Select(_ => 10_000 + (90_000 * random.NextDouble()))];
        _betas = [.. Enumerable.Range(0, assets).Select(_ => 0.5 + random.NextDouble())];
        _volatilities = [.. Enumerable.Range(0, assets).Select(_ => 0.005 + (0.02 * random.NextDouble()))];
    }

    /// <summary>What the portfolio loses on one random day.</summary>
    public double Loss(Random random)
    {
        double market = MarketVolatility * Normal(random);
        double loss = 0;
        for (int i = 0; i < _values.Length; i++)
            loss -= _values[i] * ((_betas[i] * market) + (_volatilities[i] * Normal(random)));
        return loss;
    }

    /// <summary>The deviation of a day's loss, exactly: a sum of normal variables is normal.</summary>
    public double Deviation()
    {
        double market = 0;
        double own = 0;
        for (int i = 0; i < _values.Length; i++)
        {
            market += _values[i] * _betas[i] * MarketVolatility;
            own += Math.Pow(_values[i] * _volatilities[i], 2);
        }

        return Math.Sqrt((market * market) + own);
    }

    /// <summary>A normally distributed number (Box and Muller, 1958).</summary>
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
