namespace ParallelCore.Benchmarks.Comparing;

/// <summary>How close a shape of bodies that sleep came to its ideal.</summary>
/// <param name="Shape">What it is called.</param>
/// <param name="Workers">On how many workers.</param>
/// <param name="Ratio">Its time over the ideal; 1 when no worker ever lacked work.</param>
internal sealed record VirtualCoresFigure(string Shape, int Workers, double Ratio);
