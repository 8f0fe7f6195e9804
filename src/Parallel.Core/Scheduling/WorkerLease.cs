namespace ParallelCore.Scheduling;

/// <summary>The calling thread's time as a worker of a scheduler. A thread that already is one goes on as it is.</summary>
internal readonly ref struct WorkerLease
{
    private readonly Worker? _outer;
    private readonly SynchronizationContext? _outerContext;
    private readonly bool _isNested;

    private WorkerLease(Worker worker, Worker? outer, bool isNested, SynchronizationContext? outerContext)
    {
        Worker = worker;
        _outer = outer;
        _isNested = isNested;
        _outerContext = outerContext;
    }

    public Worker Worker { get; }

    /// <exception cref="ObjectDisposedException">The scheduler was disposed.</exception>
    public static WorkerLease Enter(WorkStealingScheduler scheduler)
    {
        Worker? current = Scheduling.Worker.Current;
        if (current is not null && current.Scheduler == scheduler)
        {
            return new WorkerLease(current, null, isNested: true, null);
        }

        scheduler.ThrowIfDisposed();
        Worker worker = scheduler.Enter();
        SynchronizationContext? context = SynchronizationContext.Current;
        if (context is not null)
        {
            SynchronizationContext.SetSynchronizationContext(null);
        }

        Thread thread = Thread.CurrentThread;
        if (worker.OwnerThread != thread)
        {
            worker.OwnerThread = thread;
            worker.StackLimit = nint.MaxValue;
        }

        worker.BeginTask();
        worker.EnterRootRegion();
        Scheduling.Worker.Current = worker;
        return new WorkerLease(worker, current, isNested: false, context);
    }

    public void Exit()
    {
        if (_isNested)
        {
            return;
        }

        Scheduling.Worker.Current = _outer;
        Worker.Lease.Release();

        if (_outerContext is not null)
        {
            SynchronizationContext.SetSynchronizationContext(_outerContext);
        }
    }
}
