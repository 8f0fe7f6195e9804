using ParallelCore.Stress.Operations;

namespace ParallelCore.Stress.Running;

/// <summary>What the command line asked for.</summary>
internal sealed record StressOptions
{
    public required double Minutes { get; init; }

    public required long Rounds { get; init; }

    public required long Seed { get; init; }

    public required int Repeat { get; init; }

    public required int Workers { get; init; }

    public required int Callers { get; init; }

    public required int TimeoutSeconds { get; init; }

    public required bool Crash { get; init; }

    public required bool List { get; init; }

    public required RootKind? Only { get; init; }
}
