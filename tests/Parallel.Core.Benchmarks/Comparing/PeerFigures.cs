using System.Text.Json;

namespace ParallelCore.Benchmarks.Comparing;

/// <summary>The native peers' times, from a file with one object a line: peer, workload, value, unit.</summary>
internal sealed class PeerFigures
{
    private const string NativeLoop = "native_sequential";
    private readonly List<PeerFigure> _figures = [];

    public static PeerFigures Read(string? path)
    {
        var peers = new PeerFigures();
        foreach (string line in path is null ? [] : File.ReadLines(path))
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                peers.Add(JsonDocument.Parse(line).RootElement);
            }
        }

        return peers;
    }

    /// <summary>All figures for a workload, the parallel ones first to last by time; the native sequential loop is not a peer.</summary>
    public IReadOnlyList<PeerFigure> Of(string? workload) =>
        [.. _figures.Where(figure => figure.Workload == workload && figure.Peer != NativeLoop).OrderBy(figure => figure.Seconds)];

    public double? Seconds(string peer, string workload) =>
        _figures.Find(figure => figure.Peer == peer && figure.Workload == workload)?.Seconds;

    private void Add(JsonElement line)
    {
        double? scale = line.GetProperty("unit").GetString() switch { "ns" or "ns_per_add_wall" => 1e-9, "us" => 1e-6, "ms" => 1e-3, "s" => 1, _ => null };
        if (scale is { } seconds)
        {
            _figures.Add(new PeerFigure(
                line.GetProperty("peer").GetString()!,
                line.GetProperty("workload").GetString()!,
                line.GetProperty("value").GetDouble() * seconds));
        }
    }
}
