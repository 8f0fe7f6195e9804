using System.Globalization;
using ParallelCore.Benchmarks.Comparing;
using ParallelCore.Benchmarks.Reporting;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace ParallelCore.Benchmarks.Charting;

/// <summary>Efficiency against the number of workers, with bodies that wait, and therefore need no cores.</summary>
internal static class WorkersChart
{
    private const int Height = 720;

    public static (Plot Plot, int Height)? Of(SavedRun run)
    {
        if (run.VirtualCores is not { Length: > 0 } figures)
        {
            return null;
        }

        Plot plot = ChartStyle.Create(
            run,
            "Efficiency by workers: bodies that wait",
            "workers",
            "ideal time / time",
            "Bodies sleep instead of computing. This shows how work is shared out, not how fast it is computed.");
        int index = 0;
        foreach (IGrouping<string, VirtualCoresFigure> shape in figures.GroupBy(static figure => figure.Shape))
        {
            VirtualCoresFigure[] points = [.. shape.OrderBy(static figure => figure.Workers)];
            var line = plot.Add.Scatter(points.Select(static point => Math.Log2(point.Workers)).ToArray(), points.Select(static point => 1 / point.Ratio).ToArray(), ChartStyle.Series[index % ChartStyle.Series.Length]);
            line.MarkerShape = ChartStyle.Shapes[index % ChartStyle.Shapes.Length];
            line.MarkerSize = 11;
            line.LineWidth = 2.5f;
            line.LegendText = shape.Key;
            index++;
        }

        int[] workers = [.. figures.Select(static figure => figure.Workers).Distinct().Order()];
        plot.Axes.Bottom.TickGenerator = new NumericManual([.. workers.Select(static count => Math.Log2(count))], [.. workers.Select(static count => count.ToString(CultureInfo.InvariantCulture))]);
        plot.Axes.SetLimitsY(0, 1.1);
        plot.ShowLegend(Edge.Bottom);
        return (plot, Height);
    }
}
