namespace ParallelCore.Gallery.Uses.PortfolioRisk;

internal static partial class ValueAtRisk
{
    /// <summary>One generator for all: its state breaks when two workers draw at once, and then it gives zeros.</summary>
    public static double SharedGenerator(Portfolio portfolio, int days)
    {
        double[] losses = new double[days];
        var random = new Random(0);
        ParallelRange.Run(0, days, day => losses[day] = portfolio.Loss(random));
        Array.Sort(losses);
        return losses[Rank(days)];
    }
}
