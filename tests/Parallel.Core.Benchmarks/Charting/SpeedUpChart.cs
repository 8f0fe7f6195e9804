using ParallelCore.Benchmarks.Measuring;
using ParallelCore.Benchmarks.Reporting;
using ParallelCore.Benchmarks.Workloads;
using ScottPlot;

namespace ParallelCore.Benchmarks.Charting;

/// <summary>How many times as fast as the plain loop: ours, the runtime's and the fastest native peer, for each workload that the runtime takes part in.</summary>
internal static class SpeedUpChart
{
    private const int Bars = 4;

    /// <summary>Shorter calls are a matter of latency, and of other charts.</summary>
    private const double ShortestCall = 0.5e-3;

    public static (Plot Plot, int Height)? Of(SavedRun run)
    {
        SavedRace[] races = [.. run.Races.Where(static race =>
            race.First(ContenderRole.Sequential) is { } plain && plain.MedianSeconds >= ShortestCall
            && race.First(ContenderRole.Ours) is not null && (race.Find(LoopNames.ParallelFor) ?? race.Find(LoopNames.Plinq)) is not null)];
        if (races.Length == 0)
        {
            return null;
        }

        Plot plot = ChartStyle.Create(run, "Speed-up by workload", "times as fast as the plain loop", null, "Ours is the simplest form, per index where there is one; native is the fastest peer.");
        var bars = new GroupedBars(plot, [.. races.Select(static race => race.Workload)]);
        Add(0, "ours", ChartStyle.Ours, static race => (race.Find(LoopNames.PerIndex) ?? race.First(ContenderRole.Ours))?.MedianSeconds);
        Add(1, LoopNames.ParallelFor, ChartStyle.Tpl, static race => race.Find(LoopNames.ParallelFor)?.MedianSeconds);
        Add(2, LoopNames.Plinq, ChartStyle.Plinq, static race => race.Find(LoopNames.Plinq)?.MedianSeconds);
        Add(3, "native", ChartStyle.Native, static race => race.Native.MinBy(static peer => peer.Seconds)?.Seconds);
        bars.Finish();
        plot.Add.VerticalLine(1, 2, ChartStyle.Plain);
        return (plot, bars.Height(Bars));

        void Add(int index, string name, Color colour, Func<SavedRace, double?> seconds) =>
            bars.Add(index, Bars, name, colour, races.Select(race => race.First(ContenderRole.Sequential)!.MedianSeconds / seconds(race)), static value => Text.Ratio(value));
    }
}
