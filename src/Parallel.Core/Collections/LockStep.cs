namespace ParallelCore.Collections;

/// <summary>One edge of a path through the locks.</summary>
internal readonly record struct LockStep(LockNode From, LockEdge Edge, LockNode To)
{
    public override string ToString() => $"{From}, taken at {Edge.Held}, was held when {To} was taken at {Edge.Taken}";
}
