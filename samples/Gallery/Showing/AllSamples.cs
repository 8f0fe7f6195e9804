using ParallelCore.Gallery.Running;
using Spectre.Console;

namespace ParallelCore.Gallery.Showing;

/// <summary>Runs every sample and writes one table.</summary>
internal sealed class AllSamples(IAnsiConsole console, Scale scale, CancellationToken cancellationToken)
{
    /// <returns>True when every result was right that has to be.</returns>
    public bool Run(IReadOnlyList<ISample> samples)
    {
        var results = new List<(ISample Sample, TrialResult Result)>();
        if (console.Profile.Capabilities.Interactive)
            console.Progress().Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 30 }, new ElapsedTimeColumn()).Start(bars => RunEach(samples, results, bars));
        else
            RunEach(samples, results, bars: null);

        console.Write(SummaryTable.Of(results));
        foreach ((ISample sample, TrialResult result) in results)
            WriteNotes(sample, result);
        SummaryTable.WriteLegend(console, scale);
        return results.TrueForAll(static pair => pair.Result.IsRight);
    }

    private void RunEach(IReadOnlyList<ISample> samples, List<(ISample Sample, TrialResult Result)> results, ProgressContext? bars)
    {
        ProgressTask? bar = bars?.AddTask("", maxValue: samples.Count);
        var runner = new TrialRunner(scale, cancellationToken);
        foreach (ISample sample in samples)
        {
            int done = results.Count;
            if (bar is not null)
                bar.Description = $"{done + 1,2} of {samples.Count}: {sample.Name,-18}";
            using ITrial trial = sample.Prepare(scale);
            results.Add((sample, runner.Run(trial, fraction => bar?.Value(done + fraction))));
        }

        bar?.Value(samples.Count);
    }

    private void WriteNotes(ISample sample, TrialResult result)
    {
        foreach (FormResult form in result.Forms.Where(static form => !form.IsAsItMustBe))
            console.MarkupLine($"[red]{sample.Name}, {form.Form.How.EscapeMarkup()}: {form.Mistake!.EscapeMarkup()}[/]");
        if (result.Limit is { } limit)
            console.WriteLine($"{sample.Name}: {limit}");
    }
}
