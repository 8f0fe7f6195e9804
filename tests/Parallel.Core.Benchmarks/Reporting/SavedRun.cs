using System.Text.Json;
using System.Text.Json.Serialization;
using ParallelCore.Benchmarks.Comparing;
using ParallelCore.Benchmarks.Measuring;

namespace ParallelCore.Benchmarks.Reporting;

/// <summary>All figures of a run, in seconds and bytes: what <c>--json</c> writes for programs, and what charts are drawn from.</summary>
/// <param name="Machine">What the figures depend on.</param>
/// <param name="Command">The command that was run; null in files of earlier versions.</param>
/// <param name="IsQuick">Whether sizes were small and samples few.</param>
internal sealed record SavedRun(
    string Machine,
    string? Command,
    bool IsQuick,
    SavedRace[] Races,
    MatrixCell[] Matrix,
    VirtualCoresFigure[]? VirtualCores,
    AmdahlFigure[]? Amdahl,
    MemoryFigure[]? Memory,
    Target[] Targets,
    string[] Wrong)
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web) { WriteIndented = true, Converters = { new JsonStringEnumConverter() } };

    public static SavedRun Of(CompareOptions options, CompareSession session) => new(
        ThisMachine.Describe(),
        options.Command,
        session.IsQuick,
        [.. session.Races.Select(race => new SavedRace(
            race.Workload,
            race.Items,
            [.. race.Entries.Select(static entry => new SavedContender(entry.Name, entry.Role, entry.Time.Median, entry.Time.Min, entry.Time.Samples, entry.Bytes, entry.Burnt))],
            [.. session.NativeOf(race.Workload).Select(static figure => new SavedNative(figure.Peer, figure.Seconds))]))],
        [.. session.Matrix],
        [.. session.VirtualCores],
        [.. session.Amdahl],
        [.. session.Memory],
        [.. session.Targets],
        [.. session.Wrong]);

    /// <summary>From the file of a run, or from a document that shows its table.</summary>
    public static SavedRun Read(string path) => PublishedRun.IsOne(path) ? PublishedRun.Read(path) : JsonSerializer.Deserialize<SavedRun>(File.ReadAllText(path), s_options) ?? throw new InvalidDataException($"{path} holds no run.");

    /// <summary>Only the races whose name contains one of these, between commas; all for null.</summary>
    public SavedRun With(string? only) => only is null ? this : this with { Races = [.. Races.Where(race => only.Split(',').Any(part => race.Workload.Contains(part, StringComparison.OrdinalIgnoreCase)))] };

    public void Write(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this, s_options) + "\n");
}

/// <summary>A race, as it is written.</summary>
internal sealed record SavedRace(string Workload, long Items, SavedContender[] Contenders, SavedNative[] Native)
{
    public SavedContender? Find(string name) => Array.Find(Contenders, contender => contender.Name == name);

    public SavedContender? First(ContenderRole role) => Array.Find(Contenders, contender => contender.Role == role);
}

/// <summary>A contender of a race, as it is written.</summary>
internal sealed record SavedContender(string Name, ContenderRole Role, double MedianSeconds, double LowestSeconds, int Samples, double? BytesPerCall, double? BurntCores);

/// <summary>A native library's time for a race, as it is written.</summary>
internal sealed record SavedNative(string Peer, double Seconds);
