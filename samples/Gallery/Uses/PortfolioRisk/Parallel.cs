namespace ParallelCore.Gallery.Uses.PortfolioRisk;

internal static partial class ValueAtRisk
{
    /// <summary>Each chunk fills its own part of the array, from a generator of its own.</summary>
    public static double InParallel(Portfolio portfolio, int days)
    {
        double[] losses = new double[days];
        ParallelRange.ForEachSpan(losses, DaysPerSeed, (part, start) => Simulate(portfolio, part, start));
        ParallelAlgorithms.NthElement(losses, Rank(days)); // no need to sort them all
        return losses[Rank(days)];
    }
}
