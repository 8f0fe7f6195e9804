using ParallelCore.Benchmarks.Comparing;
using ParallelCore.Benchmarks.Measuring;
using Spectre.Console;

namespace ParallelCore.Benchmarks.Reporting;

/// <summary>What is shown at the end: all workloads, where we lose, and the targets.</summary>
internal static class Reports
{
    public static void Show(CompareSession session)
    {
        if (session.Races.Count > 0)
        {
            ShowSummary(session);
            AnsiConsole.WriteLine("Where we lose:");
            foreach (string loss in Losses.Of(session).DefaultIfEmpty("nowhere in this run"))
            {
                AnsiConsole.WriteLine("  " + loss);
            }
        }

        ShowTargets(session.Targets);
        foreach (string wrong in session.Wrong)
        {
            AnsiConsole.MarkupLine("[red]WRONG RESULT[/] " + Markup.Escape(wrong));
        }
    }

    private static void ShowSummary(CompareSession session)
    {
        var table = new Table { Title = new TableTitle("all workloads, medians"), ShowRowSeparators = true }.AddColumns(SummaryRow.Columns);
        foreach (RaceResult race in session.Races)
        {
            table.AddRow([.. SummaryRow.Of(race, session.NativeOf(race.Workload), "\n").Select(Markup.Escape)]);
        }

        AnsiConsole.Write(table);
    }

    private static void ShowTargets(IReadOnlyList<Target> targets)
    {
        var table = new Table { Title = new TableTitle("targets") }.AddColumns("workload", "target", "measured", "");
        foreach (Target target in targets)
        {
            table.AddRow(
                Markup.Escape(target.Workload),
                Markup.Escape(target.Goal),
                Markup.Escape(target.Measured),
                target.Met switch { true => "[green]met[/]", false => "[red]missed[/]", null => "unknown" });
        }

        AnsiConsole.Write(table);
        AnsiConsole.WriteLine($"{targets.Count(target => target.Met == true)} met, {targets.Count(target => target.Met == false)} missed, {targets.Count(target => target.Met is null)} unknown");
    }
}
