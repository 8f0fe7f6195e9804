using ParallelCore.Benchmarks.Comparing;
using ParallelCore.Benchmarks.Measuring;
using ParallelCore.Benchmarks.Workloads;

namespace ParallelCore.Benchmarks.Reporting;

/// <summary>One workload in the table of all: the plain loop, ours in each form, everybody else.</summary>
internal static class SummaryRow
{
    private static readonly string[] s_peers = [LoopNames.ParallelFor, LoopNames.Partitioner, LoopNames.Plinq, LoopNames.Helper];

    public static string[] Columns => ["workload", "sequential", "ours", .. s_peers, "others", "native", "bytes a call (ours)"];

    public static string[] Of(RaceResult race, IReadOnlyList<PeerFigure> native, string separator)
    {
        RaceEntry[] ours = [.. race.Of(ContenderRole.Ours)];
        RaceEntry[] peers = [.. race.Of(ContenderRole.Peer)];
        double?[] bytes = [.. ours.Select(entry => entry.Bytes).Where(count => count is not null)];
        return
        [
            race.Workload,
            List(race.Of(ContenderRole.Sequential), separator),
            List(ours, separator),
            .. s_peers.Select(name => peers.FirstOrDefault(entry => entry.Name == name) is { } peer ? Figure(peer) : ""),
            List(peers.Where(entry => !s_peers.Contains(entry.Name)), separator),
            string.Join(separator, native.Select(figure => $"{figure.Peer} {Text.Time(figure.Seconds)}")),
            bytes.Length == 0 ? "" : Text.Bytes(bytes.Max()),
        ];
    }

    private static string List(IEnumerable<RaceEntry> entries, string separator)
    {
        RaceEntry[] all = [.. entries];
        return all.Length == 1 ? Figure(all[0]) : string.Join(separator, all.Select(entry => $"{entry.Name} {Figure(entry)}"));
    }

    private static string Figure(RaceEntry entry) =>
        Text.Time(entry.Time.Median) + (entry.Burnt is null ? "" : $" (burns {Text.Cores(entry.Burnt)})");
}
