namespace ParallelCore.Scheduling;

/// <summary>A part of a worker's run whose forks get the execution context that the thread has at its beginning. Free while that is the one around it.</summary>
internal readonly ref struct ContextRegion
{
    private readonly Worker? _worker;
    private readonly Region? _outer;
    private readonly int _outerBase;

    private ContextRegion(Worker worker)
    {
        _worker = worker;
        _outer = worker.Region;
        _outerBase = worker.RegionBase;
    }

    public static ContextRegion Enter(Worker worker)
    {
        ExecutionContext? context = FlowingContext.Capture();
        if (context == worker.Region?.Context)
        {
            return default;
        }

        var entered = new ContextRegion(worker);
        worker.Region = new Region().Begin(entered._outer?.Limit, context, entered._outer, entered._outerBase);
        worker.RegionBase = worker.Depth;
        return entered;
    }

    public void Exit()
    {
        if (_worker is not null)
        {
            _worker.Region = _outer;
            _worker.RegionBase = _outerBase;
        }
    }
}
