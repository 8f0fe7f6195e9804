namespace ParallelCore.Tests.Loops;

/// <summary>Runs a loop form; calls with the same site are one loop to the engine's memory of costs, except that a struct body's site is its type.</summary>
internal delegate void LoopRunner(long from, long to, ChunkPolicy chunk, Action<long, long> visit, RangeOptions? options, int site = 0);
