using ParallelCore.Benchmarks.Comparing;
using ParallelCore.Benchmarks.Reporting;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace ParallelCore.Benchmarks.Charting;

/// <summary>Time per item against the memory that it reads: thin the plain loop, thick all workers.</summary>
internal static class MemoryChart
{
    private const int Height = 600;

    public static (Plot Plot, int Height)? Of(SavedRun run)
    {
        if (run.Memory is not { Length: > 0 } figures)
        {
            return null;
        }

        Plot plot = ChartStyle.Create(run, "Time by memory that an item reads", "bytes per item", "time per item", "Thin: plain loop. Thick: ours, on all workers. The memory is larger than any cache.");
        int[] sizes = [.. figures.Select(static figure => figure.Bytes).Distinct().Order()];
        int index = 0;
        foreach (IGrouping<double, MemoryFigure> loop in figures.GroupBy(static figure => figure.Nanoseconds).OrderBy(static loop => loop.Key))
        {
            MemoryFigure[] points = [.. loop.OrderBy(static figure => figure.Bytes)];
            double[] at = [.. points.Select(point => (double)Array.IndexOf(sizes, point.Bytes))];
            Add(at, points.Select(static point => point.Plain), index, ChartStyle.PlainWidth);
            Add(at, points.Select(static point => point.Ours), index, ChartStyle.OursWidth).LegendText = MemoryTable.NameOf(loop.Key);
            index++;
        }

        plot.Axes.Bottom.TickGenerator = new NumericManual([.. sizes.Select(static (_, i) => (double)i)], [.. sizes.Select(static size => Text.Ratio(size, 0))]);
        plot.Axes.Left.TickGenerator = ChartStyle.Decades(-1, 3, static nanoseconds => Text.Ratio(nanoseconds, nanoseconds < 1 ? 1 : 0) + " ns");
        plot.ShowLegend(Alignment.LowerRight);
        return (plot, Height);

        ScottPlot.Plottables.Scatter Add(double[] at, IEnumerable<double> nanoseconds, int series, float width)
        {
            var line = plot.Add.Scatter(at, nanoseconds.Select(Math.Log10).ToArray(), ChartStyle.Series[series]);
            line.MarkerShape = ChartStyle.Shapes[series];
            line.MarkerSize = 9;
            line.LineWidth = width;
            return line;
        }
    }
}
