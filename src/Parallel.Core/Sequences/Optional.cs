namespace ParallelCore.Sequences;

/// <summary>A value, or none: the state of reductions that have no identity.</summary>
internal readonly record struct Optional<T>(bool Exists, T Value);
