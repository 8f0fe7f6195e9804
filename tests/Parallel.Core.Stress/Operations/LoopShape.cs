namespace ParallelCore.Stress.Operations;

/// <summary>What a loop goes over.</summary>
internal enum LoopShape
{
    Int,
    Long,
    Tiles,
}
