namespace ParallelCore.Scheduling;

/// <summary>The calling thread's time as a worker of a scheduler, after which its contexts are what they were. A thread that already is one goes on as it is.</summary>
internal readonly ref struct WorkerLease
{
    private readonly Worker? _outer;
    private readonly FlowingContext.Kept _own;

    private WorkerLease(Worker worker, Worker? outer, bool isNested, FlowingContext.Kept own)
    {
        Worker = worker;
        _outer = outer;
        IsNested = isNested;
        _own = own;
    }

    public Worker Worker { get; }

    /// <summary>True when the thread was a worker already.</summary>
    public bool IsNested { get; }

    /// <exception cref="ObjectDisposedException">The scheduler was disposed.</exception>
    public static WorkerLease Enter(WorkStealingScheduler scheduler)
    {
        Worker? current = Scheduling.Worker.Current;
        if (current is not null && current.Scheduler == scheduler)
        {
            return new WorkerLease(current, null, isNested: true, default);
        }

        scheduler.ThrowIfDisposed();
        FlowingContext.Kept own = FlowingContext.Keep(); // may want memory, so before there is a place to lose
        Worker worker = scheduler.Enter();
        try
        {
            worker.Owner = StackMark.OfThread();
            worker.BeginTask();
            worker.EnterRootRegion(own.Flowing); // may want memory
        }
        catch
        {
            worker.Lease.Release();
            throw;
        }

        if (SynchronizationContext.Current is not null)
        {
            SynchronizationContext.SetSynchronizationContext(null);
        }

        if (current is not null)
        {
            worker.Outer = current;
        }

        Scheduling.Worker.Current = worker;
        return new WorkerLease(worker, current, isNested: false, own);
    }

    public void Exit()
    {
        if (IsNested)
        {
            return;
        }

        Worker.EndRegion();
        Scheduling.Worker.Current = _outer;
        if (_outer is not null)
        {
            Worker.Outer = null;
        }

        Worker.ExitRootRegion();
        Worker.Lease.Release();
        _own.GiveBack();
    }
}
