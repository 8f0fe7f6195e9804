using System.Collections.Concurrent;
using ParallelCore.Primitives;

namespace ParallelCore.Scheduling;

/// <summary>Runs tasks on a scheduler's workers.</summary>
/// <remarks>
/// Tasks come from outside, so no calling thread takes part as the last worker; a reserve thread, which only ever runs queued tasks, stands in for it.
/// ORDERING: Q1 the compare-and-swap on the reserve's flag is a full fence between queueing and looking at any sleeper (G1 of the gate); Q2 the reserve's
/// exchange on its flag stands between announcing sleep and its last look at the queue. Stopping is decided under the lock that queueing takes, and the
/// reserve ends only when it finds the queue empty after it saw that, so every task that was accepted runs.
/// </remarks>
internal sealed class WorkStealingTaskScheduler(Worker reservePlace, ThreadPriority priority) : TaskScheduler
{
    private readonly WorkStealingScheduler _scheduler = reservePlace.Scheduler;
    private readonly ConcurrentQueue<Task> _queue = new();
    private ShortLock _lock; // a monitor can be left by an interrupt
    private readonly Parker _parker = Parker.Create();
    private AtomicCell _reserveSleeps;
    private Thread? _reserve;
    private bool _isStopping;

    public override int MaximumConcurrencyLevel => _scheduler.Workers;

    public bool HasQueued => !_queue.IsEmpty;

    /// <summary>True while the reserve runs a task, or looks for one.</summary>
    public bool IsRunning => Volatile.Read(ref _reserve) is not null && _reserveSleeps.Read() == 0;

    /// <summary>Runs the oldest queued task, if there is one, as a root call of <paramref name="worker"/>.</summary>
    public bool TryRunNext(Worker worker)
    {
        if (!_queue.TryDequeue(out Task? task))
        {
            return false;
        }

        long outer = worker.BeginTask();
        TryExecuteTask(task);
        worker.EndRegion();
        worker.EndTask(outer);
        return true;
    }

    /// <summary>Lets the reserve thread run what is queued, and waits until it has ended.</summary>
    public void Stop()
    {
        _lock.Enter();
        _isStopping = true;
        Thread? reserve = _reserve;
        _lock.Exit();
        _parker.Unpark();
        Uninterrupted.Join(reserve);
    }

    protected override void QueueTask(Task task)
    {
        _lock.Enter();
        try
        {
            ObjectDisposedException.ThrowIf(_isStopping, _scheduler);
            if (_reserve is null)
            {
                var reserve = new Thread(ReserveLoop) { IsBackground = true, Name = reservePlace.Name, Priority = priority };
                Uninterrupted.Start(reserve);
                _reserve = reserve;
            }

            _queue.Enqueue(task);
        }
        finally
        {
            _lock.Exit();
        }

        if (_reserveSleeps.CompareExchange(0, 1) == 1) // Q1
        {
            _parker.Unpark();
            if (_scheduler.Gate.NeedsLooker)
            {
                _scheduler.TryWakeOne();
            }
        }
        else if (_scheduler.Gate.Searching == 0)
        {
            _scheduler.TryWakeOne();
        }
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        Worker.Current?.Scheduler == _scheduler && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => _queue.ToArray();

    private void ReserveLoop()
    {
        Worker.Current = reservePlace;
        reservePlace.Owner = StackMark.OfThread();
        while (true)
        {
            bool isStopping = Volatile.Read(ref _isStopping);
            if (TryRunNext(reservePlace))
            {
                continue;
            }

            if (isStopping)
            {
                return;
            }

            _reserveSleeps.Exchange(1); // Q2
            if (_queue.IsEmpty && !Volatile.Read(ref _isStopping))
            {
                _parker.Park();
            }

            _reserveSleeps.Write(0);
        }
    }
}
