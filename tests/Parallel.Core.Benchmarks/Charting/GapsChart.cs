using ParallelCore.Benchmarks.Reporting;
using ParallelCore.Benchmarks.Workloads;
using ScottPlot;

namespace ParallelCore.Benchmarks.Charting;

/// <summary>How long a short loop takes after a gap without loops.</summary>
internal static class GapsChart
{
    private const int Bars = 3;
    private const string Gap = " apart";

    public static (Plot Plot, int Height)? Of(SavedRun run)
    {
        SavedRace[] races = [.. run.Races.Where(static race => race.Workload.EndsWith(Gap, StringComparison.Ordinal) && race.Find(LoopNames.Plain) is not null)];
        if (races.Length == 0)
        {
            return null;
        }

        Plot plot = ChartStyle.Create(run, "A short loop after a pause", "microseconds per loop; less is better", null, "The burnt processor time is part of the table that the command prints.");
        var bars = new GroupedBars(plot, [.. races.Select(static race => race.Workload)]);
        Add(0, LoopNames.Plain, ChartStyle.Plain, LoopNames.Plain);
        Add(1, "ours", ChartStyle.Ours, LoopNames.PerIndex);
        Add(2, LoopNames.ParallelFor, ChartStyle.Tpl, LoopNames.ParallelFor);
        bars.Finish();
        return (plot, bars.Height(Bars));

        void Add(int index, string name, Color colour, string contender) =>
            bars.Add(index, Bars, name, colour, races.Select(race => race.Find(contender)?.MedianSeconds * 1e6), static value => Text.Ratio(value, 0));
    }
}
