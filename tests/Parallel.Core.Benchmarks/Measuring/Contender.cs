namespace ParallelCore.Benchmarks.Measuring;

/// <summary>One way to do a workload.</summary>
/// <param name="Role">What it stands for.</param>
/// <param name="Name">What it is called in tables.</param>
/// <param name="Run">Does the workload so many times, back to back.</param>
/// <param name="WarmUp">A shorter run over the same code, for workloads that are too long to repeat 30 times.</param>
internal sealed record Contender(ContenderRole Role, string Name, Action<int> Run, Action? WarmUp);
