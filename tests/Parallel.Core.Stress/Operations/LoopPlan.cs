using ParallelCore.Scheduling;

namespace ParallelCore.Stress.Operations;

/// <summary>What one loop of a program does at which of its positions, numbered from 0.</summary>
internal sealed record LoopPlan
{
    public required LoopShape Shape { get; init; }

    public required LoopForm Form { get; init; }

    public required ChunkPolicy Policy { get; init; }

    /// <summary>Positions; tiles, where the shape is a table.</summary>
    public required int Count { get; init; }

    public long From { get; init; }

    public int Rows { get; init; }

    public int Columns { get; init; }

    public int TileRows { get; init; } = 1;

    public int TileColumns { get; init; } = 1;

    public required Step Usual { get; init; }

    public Dictionary<int, Step> Special { get; init; } = [];

    public HashSet<int> Fails { get; init; } = [];

    public HashSet<int> Stops { get; init; } = [];

    public CancelWhen Cancel { get; init; }

    /// <summary>The position that cancels, or the pauses after which another thread does.</summary>
    public int CancelAt { get; init; }

    public int? MaxWorkers { get; init; }

    public WorkStealingScheduler? Scheduler { get; init; }

    public bool IsObserved { get; init; }

    public override string ToString() =>
        $"{Shape} {Form} loop over {Count} from {From}, {Policy}, limit {MaxWorkers}, on {Scheduler?.Name ?? "the parent's"}, {Fails.Count} fail, {Stops.Count} stop, cancel {Cancel} {CancelAt}, {Special.Count} children";
}
