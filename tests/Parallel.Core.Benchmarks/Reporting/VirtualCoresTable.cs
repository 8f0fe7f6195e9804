using Spectre.Console;

namespace ParallelCore.Benchmarks.Reporting;

/// <summary>Times over the ideal, for each shape of work and number of workers.</summary>
internal static class VirtualCoresTable
{
    public static void Show(IEnumerable<int> workers, IEnumerable<(string Name, double[] Ratios)> shapes)
    {
        var table = new Table { Title = new TableTitle("virtual cores: time / ideal") }.AddColumns(["", .. workers.Select(count => $"{count} workers")]);
        foreach ((string name, double[] ratios) in shapes)
        {
            table.AddRow([Markup.Escape(name), .. ratios.Select(ratio => Text.Ratio(ratio))]);
        }

        AnsiConsole.Write(table);
    }
}
