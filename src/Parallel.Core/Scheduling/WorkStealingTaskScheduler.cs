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
internal sealed class WorkStealingTaskScheduler(WorkStealingScheduler scheduler, ThreadPriority priority) : TaskScheduler
{
    private readonly ConcurrentQueue<Task> _queue = new();
    private readonly object _lock = new();
    private readonly Parker _parker = Parker.Create();
    private AtomicCell _reserveSleeps;
    private Thread? _reserve;
    private bool _isStopping;

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
            _isStopping = true;
            reserve = _reserve;
        }

        _parker.Unpark();
        reserve?.Join();
    }

    protected override void QueueTask(Task task)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isStopping, scheduler);
            if (_reserve is null)
            {
                _reserve = new Thread(ReserveLoop) { IsBackground = true, Name = scheduler.Name + " reserve", Priority = priority };
                _reserve.UnsafeStart();
            }

            _queue.Enqueue(task);
        }

        if (_reserveSleeps.CompareExchange(0, 1) == 1) // Q1
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
            bool isStopping = Volatile.Read(ref _isStopping);
            if (TryRunNext())
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
