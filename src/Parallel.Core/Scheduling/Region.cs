namespace ParallelCore.Scheduling;

/// <summary>What holds for the forks of a part of the computation: how many may take them, and which execution context they run in.</summary>
/// <remarks>
/// No region (null) means no limit and the default context. A worker enters one where either changes; each fork carries the one that it was made in. The object
/// may be reused when all forks of the region are joined.
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

/// <summary>A part of a worker's run whose forks get the execution context that the thread has at its beginning. Free while that is the one around it. At its
/// end the thread has its own context again.</summary>
internal readonly ref struct ContextRegion
{
    private readonly FlowingContext.Kept _own;
    private readonly Worker? _worker;
    private readonly Region? _outer;
    private readonly int _depth;
    private readonly nint _loopPart;

    private ContextRegion(FlowingContext.Kept own, Worker? worker)
    {
        _own = own;
        _worker = worker;
        _outer = worker?.Region;
        _depth = worker?.Stack.Depth ?? 0;
        _loopPart = worker?.LoopPart ?? 0;
    }

    public static ContextRegion Enter(Worker worker)
    {
        FlowingContext.Kept own = FlowingContext.Keep();
        if (own.Flowing == worker.Region?.Context)
        {
            return new ContextRegion(own, null);
        }

        var entered = new ContextRegion(own, worker);
        worker.Region = new Region().Begin(entered._outer?.Limit, own.Flowing, entered._outer); // may want memory, so before anything else changes
        worker.LoopPart = 0;
        return entered;
    }

    public void Exit()
    {
        if (_worker is not null)
        {
            _worker.JoinAbove(_depth); // what was spawned here into a scope further out
            _worker.Region!.End();
            _worker.Region = _outer;
            _worker.LoopPart = _loopPart;
        }

        _own.GiveBack();
    }
}
