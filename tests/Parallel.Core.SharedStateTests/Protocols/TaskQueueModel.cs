using ParallelCore.ModelTests.Checking;
using ParallelCore.Primitives;
using ParallelCore.Scheduling;

namespace ParallelCore.ModelTests.Protocols;

/// <summary>Queueing, the reserve thread and stopping as in <see cref="WorkStealingTaskScheduler"/>, line by line. The reserve thread has been started.</summary>
internal sealed class TaskQueueModel<TReserve, TGate>
    where TReserve : struct, IAtomicCell
    where TGate : struct, IAtomicCell
{
    private readonly PoolModel<TGate, ModelCell> _pool;
    private readonly GlueFlaw _flaw;
#pragma warning disable CS0649, IDE0044 // Changed by their own methods.
    private TReserve _reserveSleeps;
    private ModelParker _parker;
    private ModelCell _lock;
    private ModelCell _isStopping;
    private ModelCell _hasEnded;
#pragma warning restore CS0649, IDE0044

    public TaskQueueModel(PoolModel<TGate, ModelCell> pool, GlueFlaw flaw = GlueFlaw.None)
    {
        _pool = pool;
        _flaw = flaw;
        pool.IsReserveAwake = () => _reserveSleeps.Read() == 0;
    }

    /// <summary>How many tasks the reserve has run.</summary>
    public int Ran { get; private set; }

    /// <summary>What the reserve does in a task.</summary>
    public Action? Body;

    /// <summary>QueueTask; false where it throws.</summary>
    public bool Queue(int task)
    {
        Lock();
        if (_isStopping.Read() != 0)
        {
            _lock.Write(0);
            return false;
        }
        _pool.Queue(task);
        _lock.Write(0);
        if (_reserveSleeps.CompareExchange(0, 1) == 1) // Q1
        {
            _parker.Unpark();
            if (_flaw != GlueFlaw.NoLookByGuest && _pool.Gate.NeedsLooker)
                _pool.TryWakeOne();
        }
        else if (_pool.Gate.Searching == 0)
        {
            _pool.TryWakeOne();
        }
        return true;
    }

    public void Stop()
    {
        Lock();
        _isStopping.Write(1);
        _lock.Write(0);
        _parker.Unpark();
        while (_hasEnded.Read() == 0)
            ModelCell.Spin();
    }

    /// <summary>ReserveLoop.</summary>
    public void Reserve()
    {
        while (true)
        {
            ModelChecker.Forget(10 + Ran);
            bool isStopping = _flaw != GlueFlaw.StopAfterQueue && _isStopping.Read() != 0;
            if (_pool.TryRunNext())
            {
                Ran++;
                Body?.Invoke();
                continue;
            }
            if (isStopping || (_flaw == GlueFlaw.StopAfterQueue && _isStopping.Read() != 0))
                break;
            Sleep();
        }
        _hasEnded.Write(1);
    }

    /// <summary>ReserveLoop of a thread that has just found the queue empty.</summary>
    public void ReserveFromEmptyQueue()
    {
        Sleep();
        Reserve();
    }

    private void Sleep()
    {
        _reserveSleeps.Exchange(1); // Q2
        if (!_pool.HasQueued() && _isStopping.Read() == 0)
            _parker.Park();
        _reserveSleeps.Write(0);
    }

    private void Lock()
    {
        while (_lock.CompareExchange(1, 0) != 0)
            ModelCell.Spin();
    }
}
