namespace ParallelCore.Scheduling;

/// <summary>What holds for the forks of a part of the computation: who may take them, and which execution context they run in.</summary>
/// <remarks>
/// No region (null) means no limit and the default context. A worker enters one where either changes, and remembers the frame at which it did; forks below belong
/// to the region around it. The object may be reused when all forks of the region are joined.
/// </remarks>
internal sealed class Region
{
    public WorkerLimit? Limit { get; private set; }

    /// <summary>Null for the default context.</summary>
    public ExecutionContext? Context { get; private set; }

    public Region? Outer { get; private set; }

    /// <summary>Where the region around this one begins, on the worker that entered this one.</summary>
    public int OuterBase { get; private set; }

    public Region Begin(WorkerLimit? limit, ExecutionContext? context, Region? outer, int outerBase)
    {
        Limit = limit;
        Context = context;
        Outer = outer;
        OuterBase = outerBase;
        return this;
    }
}
