namespace ParallelCore.Scheduling;

/// <summary>What holds for the forks of a part of the computation: how many may take them, and which execution context they run in.</summary>
/// <remarks>
/// No region (null) means no limit and the default context. A worker enters one where either changes; each fork carries the one that it was made in. The object may be
/// reused when all forks of the region are joined.
/// </remarks>
internal sealed class Region
{
    public WorkerLimit? Limit { get; private set; }

    /// <summary>The innermost limit that whoever runs here holds a permit of: a region without any other worker needs none of its own.</summary>
    public WorkerLimit? Held { get; private set; }

    /// <summary>Null for the default context.</summary>
    public ExecutionContext? Context { get; private set; }

    public Region Begin(WorkerLimit? limit, ExecutionContext? context, Region? outer)
    {
        Limit = limit;
        Held = limit == WorkerLimit.Alone ? outer?.Held : limit;
        Context = context;
        return this;
    }

    /// <summary>All forks of the region are joined: their frames may still know it, and must not keep the caller's context.</summary>
    public void End()
    {
        Limit = null;
        Held = null;
        Context = null;
    }
}
