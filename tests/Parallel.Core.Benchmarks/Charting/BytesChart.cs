using ParallelCore.Benchmarks.Measuring;
using ParallelCore.Benchmarks.Reporting;
using ParallelCore.Benchmarks.Workloads;
using ScottPlot;

namespace ParallelCore.Benchmarks.Charting;

/// <summary>What a call allocates, by form of loop: the median over all workloads in which that form stands beside <see cref="Parallel.For(int, int, Action{int})"/>.</summary>
internal static class BytesChart
{
    private static readonly string[] s_forms = [LoopNames.PerIndex, LoopNames.PerChunk, LoopNames.Struct, LoopNames.ParallelFor, LoopNames.Partitioner, LoopNames.Plinq, LoopNames.Helper];

    public static (Plot Plot, int Height)? Of(SavedRun run)
    {
        SavedContender[] counted = [.. run.Races.Where(static race => race.Find(LoopNames.ParallelFor) is not null).SelectMany(static race => race.Contenders).Where(static contender => contender.BytesPerCall is not null)];
        string[] forms = [.. s_forms.Where(form => counted.Any(contender => contender.Name == form))];
        if (forms.Length == 0)
        {
            return null;
        }

        Plot plot = ChartStyle.Create(run, "Bytes allocated per call", "bytes; less is better", null, "The median over the workloads with Parallel.For.");
        var bars = new GroupedBars(plot, forms);
        Add(0, "ours", ChartStyle.Ours, ContenderRole.Ours);
        Add(1, "others", ChartStyle.Tpl, ContenderRole.Peer);
        bars.Finish();
        return (plot, bars.Height(2));

        void Add(int index, string name, Color colour, ContenderRole role) =>
            bars.Add(index, 2, name, colour, forms.Select(form => Median(counted.Where(contender => contender.Name == form && contender.Role == role))), static value => Text.Bytes(value));
    }

    private static double? Median(IEnumerable<SavedContender> contenders)
    {
        double[] bytes = [.. contenders.Select(static contender => contender.BytesPerCall!.Value)];
        return bytes.Length == 0 ? null : Timing.Of(bytes).Median;
    }
}
