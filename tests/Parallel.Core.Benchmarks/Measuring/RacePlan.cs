namespace ParallelCore.Benchmarks.Measuring;

/// <summary>How long and how often the contenders of a race run.</summary>
internal sealed record RacePlan
{
    /// <summary>Seconds that the samples of all contenders may take together, within the bounds of rounds.</summary>
    public required double Budget { get; init; }

    public required int MinRounds { get; init; }

    public required int MaxRounds { get; init; }

    /// <summary>Seconds that a sample lasts at least: short calls are timed in batches.</summary>
    public required double SampleTime { get; init; }

    /// <summary>A contender is warm after 30 calls, or after so many seconds.</summary>
    public required double WarmUpTime { get; init; }

    /// <summary>Warm-ups, with a pause between them in which the runtime compiles what became hot: two steps up from the first code to the last.</summary>
    public int WarmUps { get; init; } = 3;

    /// <summary>Milliseconds to sleep before each sample, which is then a single call; 0 for calls back to back.</summary>
    public int IdleMilliseconds { get; init; }

    /// <summary>Also count the bytes that a call allocates.</summary>
    public bool CountBytes { get; init; } = true;
}
