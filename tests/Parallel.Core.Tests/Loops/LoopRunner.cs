namespace ParallelCore.Tests.Loops;

/// <summary>Runs a loop form.</summary>
internal delegate void LoopRunner(long from, long to, ChunkPolicy chunk, Action<long, long> visit, RangeOptions? options);
