using System.Text;
using Spectre.Console;

namespace ParallelCore.Benchmarks.Reporting;

/// <summary>Rows of cells, the first of them the head, as a table for the screen and for a document.</summary>
internal static class Rows
{
    public static void Show(string title, IReadOnlyList<string[]> rows)
    {
        var table = new Table { Title = new TableTitle(title) }.AddColumns(rows[0]);
        foreach (string[] row in rows.Skip(1))
        {
            table.AddRow([.. row.Select(Markup.Escape)]);
        }

        AnsiConsole.Write(table);
    }

    /// <summary>Nothing where there is only a head.</summary>
    public static void Append(StringBuilder text, IReadOnlyList<string[]> rows)
    {
        if (rows.Count <= 1)
        {
            return;
        }

        text.Append('\n');
        AppendRow(text, rows[0]);
        AppendRow(text, [.. rows[0].Select(static (_, i) => i == 0 ? "---" : "---:")]);
        foreach (string[] row in rows.Skip(1))
        {
            AppendRow(text, row);
        }
    }

    public static void AppendRow(StringBuilder text, IReadOnlyList<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");
}
