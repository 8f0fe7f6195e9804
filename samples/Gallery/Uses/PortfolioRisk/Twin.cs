namespace ParallelCore.Gallery.Uses.PortfolioRisk;

internal static partial class ValueAtRisk
{
    public static double ByParallelFor(Portfolio portfolio, int days)
    {
        double[] losses = new double[days];
        Parallel.For(0, (days + DaysPerSeed - 1) / DaysPerSeed, chunk =>
        {
            int start = chunk * DaysPerSeed;
            Simulate(portfolio, losses.AsSpan(start, Math.Min(DaysPerSeed, days - start)), start);
        });
        Array.Sort(losses);
        return losses[Rank(days)];
    }
}
