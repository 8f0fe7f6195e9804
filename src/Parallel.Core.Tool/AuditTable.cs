using System.Globalization;
using Microsoft.CodeAnalysis;
using Spectre.Console;

namespace ParallelCore.Tool;

/// <summary>Shows an audit's result to people.</summary>
internal static class AuditTable
{
    public static void Write(IAnsiConsole console, AuditResult result)
    {
        foreach (string note in result.Notes)
        {
            console.MarkupLine($"[yellow]{Markup.Escape(note)}[/]");
        }

        if (result.Findings.Count > 0)
        {
            var table = new Table().Border(TableBorder.Simple).AddColumn("Rule", static column => column.NoWrap()).AddColumn("Where").AddColumn("What");
            foreach (Finding finding in result.Findings)
            {
                string color = finding.Severity switch { DiagnosticSeverity.Error => "red", DiagnosticSeverity.Warning => "yellow", _ => "grey" };
                string place = string.Create(CultureInfo.InvariantCulture, $"{Path.GetRelativePath(result.Root, finding.File)}:{finding.Line}");
                table.AddRow($"[{color}]{finding.Rule}[/]", Markup.Escape(place), Markup.Escape(finding.Message));
            }

            console.Write(table);
        }

        int mistakes = result.Findings.Count(static finding => finding.Severity >= DiagnosticSeverity.Warning);
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Files} files: {mistakes} mistakes, {result.Findings.Count - mistakes} pieces of advice."));
    }
}
