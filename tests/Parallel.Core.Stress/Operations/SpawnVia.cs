namespace ParallelCore.Stress.Operations;

/// <summary>From where a body spawns.</summary>
internal enum SpawnVia
{
    Body,
    Loop,
    Fork,
}
