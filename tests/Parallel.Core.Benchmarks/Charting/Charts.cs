using ParallelCore.Benchmarks.Reporting;
using ScottPlot;

namespace ParallelCore.Benchmarks.Charting;

/// <summary>Draws what a run has figures for, each chart as SVG and as PNG.</summary>
internal static class Charts
{
    /// <summary>Returns the exit code: 1 when the run has no figures for any chart.</summary>
    public static int Draw(SavedRun run, string folder)
    {
        Directory.CreateDirectory(folder);
        (string Name, Plot? Plot, int Height)[] charts =
        [
            Chart("speed-up", SpeedUpChart.Of(run)),
            Chart("time", TimeChart.Of(run, isIdle: false)),
            Chart("time-after-idling", TimeChart.Of(run, isIdle: true)),
            Chart("latency-after-idling", GapsChart.Of(run)),
            Chart("workers", WorkersChart.Of(run)),
            Chart("bytes", BytesChart.Of(run)),
            Chart("amdahl", AmdahlChart.Of(run)),
            Chart("memory", MemoryChart.Of(run)),
        ];
        foreach ((string name, Plot? plot, int height) in charts)
        {
            if (plot is null)
            {
                Console.WriteLine($"{name}: no figures in this run");
                continue;
            }

            string path = Path.Combine(folder, name);
            File.WriteAllText(path + ".svg", ChartStyle.Portable(plot.GetSvgXml(ChartStyle.Width, height), height));
            plot.ScaleFactor = ChartStyle.PixelsPerUnit;
            plot.SavePng(path + ".png", (int)(ChartStyle.Width * ChartStyle.PixelsPerUnit), (int)(height * ChartStyle.PixelsPerUnit));
            Console.WriteLine($"{path}.svg, .png");
        }

        return charts.Any(static chart => chart.Plot is not null) ? 0 : 1;
    }

    private static (string Name, Plot? Plot, int Height) Chart(string name, (Plot Plot, int Height)? drawn) => (name, drawn?.Plot, drawn?.Height ?? 0);
}
