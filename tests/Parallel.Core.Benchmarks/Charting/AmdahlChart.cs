using System.Globalization;
using ParallelCore.Benchmarks.Comparing;
using ParallelCore.Benchmarks.Reporting;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace ParallelCore.Benchmarks.Charting;

/// <summary>Speed-up against workers, a curve for each share that isn't shared out: the law's, and what was measured.</summary>
internal static class AmdahlChart
{
    private const int Height = 660;
    private const int PointsPerDoubling = 8;

    public static (Plot Plot, int Height)? Of(SavedRun run)
    {
        if (run.Amdahl is not { Length: > 0 } figures)
        {
            return null;
        }

        Plot plot = ChartStyle.Create(
            run,
            "Speed-up by what is not shared out",
            "workers",
            "times as fast as alone",
            "Lines: Amdahl's law. Large, hollow: bodies that sleep, and need no cores. Small, filled: bodies that compute.");
        int[] workers = [.. figures.Select(static figure => figure.Workers).Distinct().Order()];
        double most = Math.Log2(workers[^1]);
        double[] along = [.. Enumerable.Range(0, (int)(most * PointsPerDoubling) + 1).Select(static i => (double)i / PointsPerDoubling)];
        int index = 0;
        foreach (IGrouping<double, AmdahlFigure> share in figures.GroupBy(static figure => figure.Share).OrderBy(static share => share.Key))
        {
            Color colour = ChartStyle.Series[index];
            var law = plot.Add.Scatter(along, along.Select(x => Math.Log2(AmdahlFigure.LawOf(share.Key, Math.Pow(2, x)))).ToArray(), colour);
            law.MarkerSize = 0;
            law.LineWidth = 2;
            law.LegendText = $"{Text.Ratio(100 * share.Key, 0)} % alone";
            foreach (AmdahlFigure figure in share)
            {
                plot.Add.Marker(Math.Log2(figure.Workers), Math.Log2(figure.SpeedUp), figure.Waits ? MarkerShape.OpenCircle : MarkerShape.FilledCircle, figure.Waits ? 15 : 8, colour);
            }

            index++;
        }

        plot.Axes.Bottom.TickGenerator = Doublings(workers[^1]);
        plot.Axes.Left.TickGenerator = Doublings(workers[^1]);
        plot.ShowLegend(Alignment.UpperLeft);
        return (plot, Height);
    }

    private static NumericManual Doublings(int most)
    {
        int[] powers = [.. Enumerable.Range(0, (int)Math.Log2(most) + 1)];
        return new NumericManual([.. powers.Select(static power => (double)power)], [.. powers.Select(static power => (1 << power).ToString(CultureInfo.InvariantCulture))]);
    }
}
