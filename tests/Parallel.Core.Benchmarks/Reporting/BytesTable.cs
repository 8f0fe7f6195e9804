using Spectre.Console;

namespace ParallelCore.Benchmarks.Reporting;

/// <summary>Bytes a call of each form.</summary>
internal static class BytesTable
{
    public static void Show(IEnumerable<(string Name, double Short, double Long)> figures)
    {
        var table = new Table { Title = new TableTitle("bytes a call") }.AddColumns("form", "short", "long");
        foreach ((string name, double shortBytes, double longBytes) in figures)
        {
            table.AddRow(Markup.Escape(name), Text.Bytes(shortBytes), Text.Bytes(longBytes));
        }

        AnsiConsole.Write(table);
    }
}
