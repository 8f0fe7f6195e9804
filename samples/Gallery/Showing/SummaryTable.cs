using ParallelCore.Gallery.Running;
using Spectre.Console;

namespace ParallelCore.Gallery.Showing;

/// <summary>One row for each sample, in 80 columns.</summary>
internal static class SummaryTable
{
    private const string Nothing = "";

    public static Table Of(IEnumerable<(ISample Sample, TrialResult Result)> results)
    {
        Table table = new Table().Border(TableBorder.Horizontal);
        foreach (string title in (string[])["sample", "sequential", "ours", "speed-up", "eff.", "twin", "naive", "result"])
            table.AddColumn(new TableColumn(title) { NoWrap = true, Padding = new Padding(0), Alignment = title is "sample" or "naive" or "result" ? Justify.Left : Justify.Right });
        foreach ((ISample sample, TrialResult result) in results)
        {
            table.AddRow(
                sample.Name,
                Time(result.Sequential),
                Time(result.Ours),
                result.SpeedUp is { } speedUp ? $"{speedUp:N2} x" : Nothing,
                result.Efficiency is { } efficiency ? $"{efficiency:N2}" : Nothing,
                result.TwinRatio is { } ratio ? $"{ratio:N2}" : Nothing,
                result.NaiveOutcome,
                result.IsRight ? "[green]right[/]" : "[red]WRONG[/]");
        }

        return table;
    }

    public static string Time(FormResult form) => form is { IsRight: true, Median: { } median } ? $"{median.TotalMilliseconds:N1} ms" : Nothing;

    public static void WriteLegend(IAnsiConsole console, Scale scale)
    {
        int workers = ParallelEnvironment.RecommendedWorkers;
        console.WriteLine(scale == Scale.Quick
            ? "Small sizes, one run each: the results are checked, and the times mean little."
            : $"Medians. eff.: speed-up divided by {Counted.Of(workers, "worker")}; twin: our time divided by that of Parallel.For or PLINQ in its best form.");
        console.WriteLine("naive: what came of the form that one writes first; slow: its time divided by ours.");
    }
}
