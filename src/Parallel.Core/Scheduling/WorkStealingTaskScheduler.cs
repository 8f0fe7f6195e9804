using System.Collections.Concurrent;
using ParallelCore.Primitives;

namespace ParallelCore.Scheduling;

/// <summary>Runs tasks on a scheduler's workers.</summary>
/// <remarks>
/// Tasks come from outside, so no calling thread takes part as the last worker; a reserve thread, which only ever runs queued tasks, stands in for it.
/// ORDERING: Q1 queueing is followed by a full fence before the sleepers are looked at (G1 of the gate); Q2 the reserve's exchange on its flag stands
/// between announcing sleep and its last look at the queue.
/// </remarks>
internal sealed class WorkStealingTaskScheduler(WorkStealingScheduler scheduler, ThreadPriority priority) : TaskScheduler
{
    private readonly ConcurrentQueue<Task> _queue = new();
    private readonly object _lock = new();
    private readonly Parker _parker = Parker.Create();
    private AtomicCell _reserveSleeps;
    private Thread? _reserve;

    public override int MaximumConcurrencyLevel => scheduler.Workers;

    public bool HasQueued => !_queue.IsEmpty;

    public bool IsOwnThread => ReferenceEquals(Thread.CurrentThread, _reserve);

    /// <summary>Runs the oldest queued task, if there is one.</summary>
    public bool TryRunNext()
    {
        if (!_queue.TryDequeue(out Task? task))
        {
            return false;
        }

        TryExecuteTask(task);
        return true;
    }

    /// <summary>Lets the reserve thread run what is queued, and waits until it has ended.</summary>
    public void Stop()
    {
        Thread? reserve;
        lock (_lock)
        {
            reserve = _reserve;
        }

        _parker.Unpark();
        reserve?.Join();
    }

    protected override void QueueTask(Task task)
    {
        lock (_lock)
        {
            scheduler.ThrowIfDisposed();
            if (_reserve is null)
            {
                _reserve = new Thread(ReserveLoop) { IsBackground = true, Name = scheduler.Name + " reserve", Priority = priority };
                _reserve.UnsafeStart();
            }

            _queue.Enqueue(task);
        }

        AtomicCell.Fence(); // Q1
        if (_reserveSleeps.CompareExchange(0, 1) == 1)
        {
            _parker.Unpark();
        }
        else if (scheduler.Gate.Searching == 0)
        {
            scheduler.TryWakeOne();
        }
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        (Worker.Current?.Scheduler == scheduler || IsOwnThread) && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => _queue.ToArray();

    private void ReserveLoop()
    {
        while (true)
        {
            if (TryRunNext())
            {
                continue;
            }

            if (scheduler.IsDisposed)
            {
                return;
            }

            _reserveSleeps.Exchange(1); // Q2
            if (_queue.IsEmpty && !scheduler.IsDisposed)
            {
                _parker.Park();
            }

            _reserveSleeps.Write(0);
        }
    }
}
