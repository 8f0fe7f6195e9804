using ParallelCore.Primitives;

namespace ParallelCore.Scheduling;

/// <summary>The calling thread's time as a worker of a scheduler, after which its contexts are what they were. A thread that already is one goes on as it
/// is.</summary>
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

/// <summary>Lends a worker's place to one outside thread at a time.</summary>
/// <remarks>
/// The word counts both ways: it is odd while somebody holds the lease, so that a look tells whether anybody was here since the last one.
/// ROLES: any thread acquires; the holder releases. ORDERING: R1 the acquiring compare-and-swap pairs with R2, the releasing store, so
/// that the next holder sees the place as the previous one left it, with nothing pending. A thief that still looks at the place
/// meets nothing or the next holder's fork, both valid: forks are only reached through <see cref="ForkStack{TCell}"/>. R1 is also the full fence that
/// <see cref="IdleGate{TCell}"/> asks of a root call, G1.
/// </remarks>
internal struct GuestLease<TCell>
    where TCell : struct, IAtomicCell
{
    private TCell _count;

    public bool IsHeld => (_count.Read() & 1) != 0;

    /// <summary>How often the lease was acquired and released.</summary>
    public long Count => _count.Read();

    public bool TryAcquire()
    {
        long count = _count.Read();
        return (count & 1) == 0 && _count.CompareExchange(count + 1, count) == count; // R1
    }

    public void Release() => _count.Write(_count.Read() + 1); // R2
}

/// <summary>Stands for a thread and its stack. The thread's own object would keep its last execution context alive, beyond its end.</summary>
internal sealed class StackMark
{
    [ThreadStatic]
    private static StackMark? t_mark;

    public static StackMark OfThread() => t_mark ??= new StackMark();
}
