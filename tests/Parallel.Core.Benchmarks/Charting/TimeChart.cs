using ParallelCore.Benchmarks.Comparing;
using ParallelCore.Benchmarks.Reporting;
using ParallelCore.Benchmarks.Workloads;
using ScottPlot;

namespace ParallelCore.Benchmarks.Charting;

/// <summary>Time against the number of iterations, a line for each cost of an iteration: thin the plain loop, thick ours, and a star where ours begins to pay.</summary>
internal static class TimeChart
{
    private const int Height = 620;

    /// <summary>A gain that isn't noise.</summary>
    private const double Pays = 0.95;

    public static (Plot Plot, int Height)? Of(SavedRun run, bool isIdle)
    {
        MatrixCell[] cells = [.. run.Matrix.Where(cell => cell.Idle == isIdle && cell.Form == LoopNames.PerChunk)];
        if (cells.Length == 0)
        {
            return null;
        }

        Plot plot = ChartStyle.Create(
            run,
            isIdle ? "Time by length, after 5 ms of idling" : "Time by length, back to back",
            "iterations",
            "time per call",
            "Thin: plain loop. Thick: ours, per chunk. Star: the first measured length from which on ours is faster.");
        double[] costs = [.. cells.Select(static cell => cell.Nanoseconds).Distinct().Order()];
        for (int i = 0; i < costs.Length; i++)
        {
            AddCost(plot, [.. cells.Where(cell => cell.Nanoseconds == costs[i]).OrderBy(static cell => cell.Iterations)], i);
        }

        plot.Axes.Bottom.TickGenerator = ChartStyle.Decades(0, 6, static count => count switch { < 900 => $"{count:0}", < 0.9e6 => $"{count / 1e3:0}k", _ => $"{count / 1e6:0}M" });
        plot.Axes.Left.TickGenerator = ChartStyle.Decades(-9, 1, static seconds => seconds switch { < 0.9e-6 => $"{seconds * 1e9:0} ns", < 0.9e-3 => $"{seconds * 1e6:0} us", < 0.9 => $"{seconds * 1e3:0} ms", _ => $"{seconds:0} s" });
        plot.ShowLegend(Alignment.LowerRight);
        return (plot, Height);
    }

    private static void AddCost(Plot plot, MatrixCell[] cells, int index)
    {
        Color colour = ChartStyle.Series[index];
        double[] lengths = [.. cells.Select(static cell => Math.Log10(cell.Iterations))];
        var plain = plot.Add.Scatter(lengths, cells.Select(static cell => Math.Log10(cell.Plain)).ToArray(), colour);
        plain.MarkerSize = 0;
        plain.LineWidth = ChartStyle.PlainWidth;
        var ours = plot.Add.Scatter(lengths, cells.Select(static cell => Math.Log10(cell.Ours)).ToArray(), colour);
        ours.LineWidth = ChartStyle.OursWidth;
        ours.MarkerShape = ChartStyle.Shapes[index];
        ours.MarkerSize = 9;
        ours.LegendText = Text.Time(cells[0].Nanoseconds * 1e-9) + " each";
        int breakEven = 1 + Array.FindLastIndex(cells, static cell => cell.Ours > Pays * cell.Plain);
        if (breakEven < cells.Length)
        {
            plot.Add.Marker(lengths[breakEven], Math.Log10(cells[breakEven].Ours), MarkerShape.Asterisk, 26, colour);
        }
    }
}
