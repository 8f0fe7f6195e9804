namespace ParallelCore.Collections;

/// <summary>The run starts at this position or after it.</summary>
internal readonly struct StartsAt(long position) : IRunCondition
{
    public bool Holds(IndexRun run) => run.Position >= position;
}
