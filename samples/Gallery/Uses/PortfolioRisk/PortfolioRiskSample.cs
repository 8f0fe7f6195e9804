using ParallelCore.Gallery.Running;
using Spectre.Console;

namespace ParallelCore.Gallery.Uses.PortfolioRisk;

internal sealed class PortfolioRiskSample : ISample
{
    private const int Assets = 20;

    /// <summary>How many deviations a normal variable exceeds once in a hundred times.</summary>
    private const double OneInAHundred = 2.3263478740408408;

    public string Name => "portfolio-risk";

    public string Teaches => "random numbers in a loop that must be reproducible";

    public ITrial Prepare(Scale scale)
    {
        var portfolio = new Portfolio(Assets);
        int days = scale.Pick(20_000, 500_000, 5_000_000);
        double exact = OneInAHundred * portfolio.Deviation();
        double sequential = ValueAtRisk.Sequential(portfolio, days);
        double sampling = 20 * portfolio.Deviation() / Math.Sqrt(days); // five deviations of the 99th percentile
        return new Trial<double>($"Value at risk (99 %, one day) of {Assets} assets over {days:N0} days; exact: {exact:N0}", Mistake)
            .Sequential("a loop over chunks of days", () => ValueAtRisk.Sequential(portfolio, days))
            .NaiveAndWrong("one Random for all workers", () => ValueAtRisk.SharedGenerator(portfolio, days))
            .Ours("ForEachSpan, NthElement", () => ValueAtRisk.InParallel(portfolio, days))
            .Twin("Parallel.For over chunks", () => ValueAtRisk.ByParallelFor(portfolio, days))
            .Showing((console, _) => console.WriteLine($"Simulated {sequential:N2}, exact {exact:N2}; the simulated one is the same to the last bit at every run."));

        string? Mistake(double found) =>
            Expect.Near(exact, sampling)(found) ?? (found.Equals(sequential) ? null : $"{found:R} instead of {sequential:R}");
    }
}
