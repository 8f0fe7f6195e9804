namespace ParallelCore.Benchmarks.Measuring;

/// <summary>What a contender reached in a race.</summary>
/// <param name="Role">What the contender stands for.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Time">Seconds a call.</param>
/// <param name="Bytes">Bytes allocated a call, on all threads; null when not counted.</param>
/// <param name="Burnt">Processor time beyond the plain loop's, over the time that passed: in cores; null when not measured.</param>
internal sealed record RaceEntry(ContenderRole Role, string Name, Timing Time, double? Bytes, double? Burnt = null);
