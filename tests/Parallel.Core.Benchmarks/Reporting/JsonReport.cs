using System.Text.Json;
using ParallelCore.Benchmarks.Comparing;

namespace ParallelCore.Benchmarks.Reporting;

/// <summary>All figures, in seconds and bytes, for programs.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static void Write(string path, CompareSession session)
    {
        var report = new
        {
            Machine = ThisMachine.Describe(),
            session.IsQuick,
            Races = session.Races.Select(race => new
            {
                race.Workload,
                race.Items,
                Contenders = race.Entries.Select(entry => new
                {
                    entry.Name,
                    Role = entry.Role.ToString(),
                    MedianSeconds = entry.Time.Median,
                    LowestSeconds = entry.Time.Min,
                    entry.Time.Samples,
                    BytesPerCall = entry.Bytes,
                    BurntCores = entry.Burnt,
                }),
                Native = session.NativeOf(race.Workload).Select(figure => new { figure.Peer, figure.Seconds }),
            }),
            session.Matrix,
            session.Targets,
            session.Wrong,
        };
        File.WriteAllText(path, JsonSerializer.Serialize(report, s_options) + "\n");
    }
}
