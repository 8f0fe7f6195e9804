namespace ParallelCore.Stress.Operations;

/// <summary>Something that a scope spawns, and what that spawns in turn.</summary>
internal sealed record SpawnNode(int Ordinal, Step Step, bool Fails, bool HasState, SpawnVia Via, SpawnNode[] Children);
