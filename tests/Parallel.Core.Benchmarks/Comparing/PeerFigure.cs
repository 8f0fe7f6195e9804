namespace ParallelCore.Benchmarks.Comparing;

/// <summary>A native library's time for a workload.</summary>
/// <param name="Peer">The library.</param>
/// <param name="Workload">The workload's name in the peers' file.</param>
/// <param name="Seconds">Seconds a call.</param>
internal sealed record PeerFigure(string Peer, string Workload, double Seconds);
