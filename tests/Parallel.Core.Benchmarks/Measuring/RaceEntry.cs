namespace ParallelCore.Benchmarks.Measuring;

/// <summary>What a contender reached in a race.</summary>
/// <param name="Contender">Who.</param>
/// <param name="Time">Seconds a call.</param>
/// <param name="Bytes">Bytes allocated a call, on all threads; null when not counted.</param>
internal sealed record RaceEntry(Contender Contender, Timing Time, double? Bytes);
