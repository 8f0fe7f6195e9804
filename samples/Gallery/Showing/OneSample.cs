using ParallelCore.Gallery.Running;
using Spectre.Console;

namespace ParallelCore.Gallery.Showing;

/// <summary>Shows one sample: its code before and after, what its forms gave, and what there is to look at.</summary>
internal sealed class OneSample(IAnsiConsole console, Scale scale, string outputFolder, CancellationToken cancellationToken)
{
    /// <returns>True when every result was right that has to be.</returns>
    public bool Run(ISample sample)
    {
        console.Write(new Rule($"[bold]{sample.Name}[/]: {sample.Teaches.EscapeMarkup()}") { Justification = Justify.Left });
        SourceView.WriteBeside(console, SourceText.Of(sample, "Sequential.cs"), SourceText.Of(sample, "Parallel.cs"));
        SourceView.Write(console, SourceText.Of(sample, "Naive.cs"));

        using ITrial trial = sample.Prepare(scale);
        TrialResult result = new TrialRunner(scale, cancellationToken).Run(trial);
        console.Write(Table(result));
        WriteNotes(result);
        trial.Show(console, outputFolder, cancellationToken);
        console.WriteLine($"Read on: samples/Gallery/{sample.Folder()}/README.md");
        return result.IsRight;
    }

    private static Table Table(TrialResult result)
    {
        Table table = new Table { Title = new TableTitle(result.Title.EscapeMarkup()) }.Border(TableBorder.Horizontal);
        foreach (string title in (string[])["form", "", "median", "speed-up", "result"])
            table.AddColumn(new TableColumn(title) { Padding = new Padding(0), Alignment = title is "median" or "speed-up" ? Justify.Right : Justify.Left });
        foreach (FormResult form in result.Forms)
        {
            table.AddRow(
                form.Form.Role.ToString().ToLowerInvariant(),
                form.Form.How.EscapeMarkup(),
                SummaryTable.Time(form),
                form.TimesFasterThan(result.Sequential) is { } ratio ? $"{ratio:N2} x" : "",
                Result(form));
        }

        return table;
    }

    private static string Result(FormResult form) => (form.IsRight, form.Form.Flaw) switch
    {
        (true, Flaw.Wrong) => $"[yellow]right in {form.Runs} runs, by luck[/]",
        (true, _) => "[green]right[/]",
        (false, Flaw.Wrong) => "[yellow]wrong, as expected[/]",
        (false, _) => "[red]WRONG[/]",
    };

    private void WriteNotes(TrialResult result)
    {
        foreach (FormResult form in result.Forms.Where(static form => !form.IsRight))
            console.WriteLine($"{form.Form.How}: {form.Mistake}{(form.Runs > 1 ? $" (in run {form.Runs})" : "")}.");
        if (scale == Scale.Quick)
            console.WriteLine("Small sizes, one run each: the results are checked, and the times mean little.");
        else if (result.Efficiency is { } efficiency)
            console.WriteLine($"Efficiency on {Counted.Of(ParallelEnvironment.RecommendedWorkers, "worker")}: {efficiency:N2}.{(result.TwinRatio is { } ratio ? $" Our time, divided by the twin's: {ratio:N2}." : "")}");
        if (result.Limit is { } limit)
            console.WriteLine($"What limits it: {limit}");
    }
}
