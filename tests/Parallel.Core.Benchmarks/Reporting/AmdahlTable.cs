using ParallelCore.Benchmarks.Comparing;

namespace ParallelCore.Benchmarks.Reporting;

/// <summary>Speed-ups beside what Amdahl's law says: a row for each share that isn't shared out, a column for each number of workers.</summary>
internal static class AmdahlTable
{
    /// <summary>The head, and a row for each share.</summary>
    public static IReadOnlyList<string[]> Of(IReadOnlyList<AmdahlFigure> figures)
    {
        (bool Waits, int Workers)[] columns = [.. figures.Select(static figure => (figure.Waits, figure.Workers)).Distinct().Order()];
        return
        [
            ["not shared out", .. columns.Select(static column => $"{column.Workers} {(column.Waits ? "that wait" : column.Workers == 1 ? "worker" : "workers")}")],
            .. figures.GroupBy(static figure => figure.Share).OrderBy(static row => row.Key).Select(row => (string[])
            [
                $"{Text.Ratio(100 * row.Key, 0)} %",
                .. columns.Select(column => Cell(row.FirstOrDefault(figure => (figure.Waits, figure.Workers) == column))),
            ]),
        ];
    }

    public static void Show(IReadOnlyList<AmdahlFigure> figures) => Rows.Show("times as fast (by Amdahl's law)", Of(figures));

    private static string Cell(AmdahlFigure? figure) => figure is null ? "" : $"{Text.Ratio(figure.SpeedUp)} ({Text.Ratio(figure.Law)})";
}
