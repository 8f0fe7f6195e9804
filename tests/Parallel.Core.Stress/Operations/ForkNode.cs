namespace ParallelCore.Stress.Operations;

/// <summary>A fork with two sides, or a leaf.</summary>
internal sealed record ForkNode(ForkForm Form, ForkNode? Left, ForkNode? Right, int Leaf, Step Step, bool Fails);
