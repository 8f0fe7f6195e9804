namespace ParallelCore.Gallery.Uses.PortfolioRisk;

/// <summary>The loss that is exceeded on one day in a hundred: simulate many days, and take the right one.</summary>
internal static partial class ValueAtRisk
{
    private const int DaysPerSeed = 500;

    public static double Sequential(Portfolio portfolio, int days)
    {
        double[] losses = new double[days];
        for (int start = 0; start < days; start += DaysPerSeed)
            Simulate(portfolio, losses.AsSpan(start, Math.Min(DaysPerSeed, days - start)), start);
        Array.Sort(losses);
        return losses[Rank(days)];
    }

    /// <summary>The generator's seed is the place of the chunk: its days don't depend on who simulates them.</summary>
    private static void Simulate(Portfolio portfolio, Span<double> losses, int start)
    {
        var random = new Random(start);
        foreach (ref double loss in losses)
            loss = portfolio.Loss(random);
    }

    private static int Rank(int days) => (int)(days * 0.99);
}
