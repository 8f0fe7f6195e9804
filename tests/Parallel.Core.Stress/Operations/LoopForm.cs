namespace ParallelCore.Stress.Operations;

/// <summary>What a loop's body is.</summary>
internal enum LoopForm
{
    Index,
    Chunk,
    ChunkWithState,
    Struct,
    Until,
}
