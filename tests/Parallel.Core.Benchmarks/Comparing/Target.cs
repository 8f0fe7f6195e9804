namespace ParallelCore.Benchmarks.Comparing;

/// <summary>A figure that we promise.</summary>
/// <param name="Workload">Of which workload.</param>
/// <param name="Goal">What must hold.</param>
/// <param name="Measured">What was seen.</param>
/// <param name="Met">Whether it holds; null when this run couldn't tell.</param>
internal sealed record Target(string Workload, string Goal, string Measured, bool? Met);
