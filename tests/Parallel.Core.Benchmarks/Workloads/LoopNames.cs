namespace ParallelCore.Benchmarks.Workloads;

/// <summary>What the forms of a loop are called, in tables and as columns of the summary.</summary>
internal static class LoopNames
{
    public const string Plain = "plain loop";
    public const string PerIndex = "per index";
    public const string PerChunk = "per chunk";
    public const string ChunkOne = "chunk 1";
    public const string Struct = "struct";
    public const string ParallelFor = "Parallel.For";
    public const string Partitioner = "Partitioner";
    public const string Plinq = "PLINQ";
    public const string Helper = "ParallelHelper";
}
