using ParallelCore.Benchmarks.Comparing;
using ParallelCore.Benchmarks.Measuring;
using Spectre.Console;

namespace ParallelCore.Benchmarks.Reporting;

/// <summary>The outcome of one race, shown as soon as it is known.</summary>
internal static class RaceTable
{
    public static void Show(RaceResult result, IReadOnlyList<PeerFigure> native)
    {
        double plain = result.Entries[0].Time.Median;
        var table = new Table { Title = new TableTitle(Markup.Escape(result.Workload)) }.AddColumns("", "median", "lowest", "speed-up", "bytes a call", "samples");
        if (result.Items > 0)
        {
            table.AddColumn("per item");
        }

        bool isBurning = result.Entries.Any(entry => entry.Burnt is not null);
        if (isBurning)
        {
            table.AddColumn("burnt");
        }

        foreach (RaceEntry entry in result.Entries)
        {
            Add(entry.Name, entry.Time.Median, Text.Time(entry.Time.Min), Text.Bytes(entry.Bytes), entry.Time.Samples.ToString(), entry.Burnt);
        }

        foreach (PeerFigure figure in native)
        {
            Add(figure.Peer + " (native)", figure.Seconds, "", "", "", null);
        }

        AnsiConsole.Write(table);

        void Add(string name, double seconds, string min, string bytes, string samples, double? burnt)
        {
            string[] cells = [name, Text.Time(seconds), min, Text.Ratio(plain / seconds), bytes, samples];
            string[] perItem = result.Items > 0 ? [Text.Time(seconds / result.Items)] : [];
            string[] cores = isBurning ? [Text.Cores(burnt)] : [];
            table.AddRow([.. cells.Select(Markup.Escape), .. perItem, .. cores]);
        }
    }
}
