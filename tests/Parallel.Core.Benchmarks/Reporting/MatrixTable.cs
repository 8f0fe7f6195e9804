using ParallelCore.Benchmarks.Comparing;
using Spectre.Console;

namespace ParallelCore.Benchmarks.Reporting;

/// <summary>The never-slower matrix: in each cell the times of the plain loop and of ours, and the verdict.</summary>
internal static class MatrixTable
{
    private const int MostShown = 25;

    public static void Show(IEnumerable<MatrixCell> matrix, bool isIdle)
    {
        MatrixCell[] cells = [.. matrix.Where(cell => cell.Idle == isIdle)];
        double[] costs = [.. cells.Select(cell => cell.Nanoseconds).Distinct().Order()];
        var table = new Table { Title = new TableTitle($"plain -> ours, {(isIdle ? "after 5 ms idle" : "back to back")}") }
            .AddColumns(["iterations", "form", .. costs.Select(cost => Text.Time(cost * 1e-9) + " each")]);
        foreach (var row in cells.GroupBy(cell => (cell.Iterations, cell.Form)).OrderBy(row => row.Key.Iterations))
        {
            table.AddRow([$"{row.Key.Iterations:N0}", row.Key.Form, .. costs.Select(cost => Cell(row.FirstOrDefault(cell => cell.Nanoseconds == cost)))]);
        }

        AnsiConsole.Write(table);
        foreach (MatrixCell cell in cells.Where(cell => cell.Overshoot > 1).OrderByDescending(cell => cell.Overshoot).Take(MostShown))
        {
            AnsiConsole.WriteLine(
                $"  missed by {Text.Ratio(cell.Overshoot)}: {cell.Iterations:N0} x {Text.Time(cell.Nanoseconds * 1e-9)}, {cell.Form}{(isIdle ? ", idle" : "")}: "
                + $"plain {Text.Time(cell.Plain)}, ours {Text.Time(cell.Ours)}{(cell.IsSlower ? ", slower" : ", gains too little")}");
        }
    }

    private static string Cell(MatrixCell? cell) => cell is null
        ? "-"
        : $"{Text.Time(cell.Plain)} -> {Text.Time(cell.Ours)} {(cell.IsSlower ? "[red]slower[/]" : cell.LacksGain ? "[yellow]no gain[/]" : "ok")}";
}
