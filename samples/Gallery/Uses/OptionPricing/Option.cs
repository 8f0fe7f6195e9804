namespace ParallelCore.Gallery.Uses.OptionPricing;

/// <summary>The right to buy at a fixed price on a fixed day, and the market that it is in.</summary>
internal sealed record Option(double Spot, double Strike, double Rate, double Volatility, double Years)
{
    /// <summary>What the option is worth today if the price goes one random way.</summary>
    public double Payoff(double normal)
    {
        double drift = (Rate - (Volatility * Volatility / 2)) * Years;
        double last = Spot * Math.Exp(drift + (Volatility * Math.Sqrt(Years) * normal));
        return Math.Exp(-Rate * Years) * Math.Max(0, last - Strike);
    }

    /// <summary>What it is worth exactly (Black and Scholes, 1973), to check the simulation.</summary>
    public double Exact()
    {
        double deviation = Volatility * Math.Sqrt(Years);
        double d1 = (Math.Log(Spot / Strike) + ((Rate + (Volatility * Volatility / 2)) * Years)) / deviation;
        return (Spot * Cumulative(d1)) - (Strike * Math.Exp(-Rate * Years) * Cumulative(d1 - deviation));
    }

    /// <summary>The normal distribution, by its series (Marsaglia, 2004).</summary>
    private static double Cumulative(double x)
    {
        double sum = x;
        double term = x;
        for (int i = 3; Math.Abs(term) > 1e-17; i += 2)
        {
            term *= x * x / i;
            sum += term;
        }

        return 0.5 + (sum * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI));
    }
}
