namespace ParallelCore.Benchmarks.Measuring;

/// <summary>A length of iteration.</summary>
/// <param name="Nanoseconds">What is wanted.</param>
/// <param name="Steps">Steps of <see cref="Spin.Mix"/>.</param>
/// <param name="Measured">Nanoseconds that an iteration takes in the plain loop.</param>
internal sealed record SpinCost(double Nanoseconds, int Steps, double Measured);
