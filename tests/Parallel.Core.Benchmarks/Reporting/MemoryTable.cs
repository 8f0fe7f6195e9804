using ParallelCore.Benchmarks.Comparing;

namespace ParallelCore.Benchmarks.Reporting;

/// <summary>What an item costs by how much memory it reads, for the loop that only reads and the one that also computes.</summary>
internal static class MemoryTable
{
    /// <summary>The head, and a row for each size.</summary>
    public static IReadOnlyList<string[]> Of(IReadOnlyList<MemoryFigure> figures)
    {
        double[] loops = [.. figures.Select(static figure => figure.Nanoseconds).Distinct().Order()];
        return
        [
            ["bytes per item", .. loops.SelectMany(static loop => new[] { $"{NameOf(loop)}: plain loop", "all workers", "times as fast" })],
            .. figures.GroupBy(static figure => figure.Bytes).OrderBy(static row => row.Key).Select(row => (string[])
            [
                Text.Ratio(row.Key, 0),
                .. loops.SelectMany(loop => Cells(row.FirstOrDefault(figure => figure.Nanoseconds == loop))),
            ]),
        ];
    }

    public static void Show(IReadOnlyList<MemoryFigure> figures) => Rows.Show("time per item by memory that it reads", Of(figures));

    public static string NameOf(double nanoseconds) => nanoseconds == 0 ? "only reads" : $"computes {Text.Ratio(nanoseconds, 0)} ns";

    private static string[] Cells(MemoryFigure? figure) =>
        figure is null ? ["", "", ""] : [Text.Time(figure.Plain * 1e-9), Text.Time(figure.Ours * 1e-9), Text.Ratio(figure.SpeedUp)];
}
