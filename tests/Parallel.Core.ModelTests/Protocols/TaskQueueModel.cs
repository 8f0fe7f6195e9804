using ParallelCore.ModelTests.Checking;
using ParallelCore.Primitives;
using ParallelCore.Scheduling;

namespace ParallelCore.ModelTests.Protocols;

/// <summary>Queueing, the reserve thread and stopping as in <see cref="WorkStealingTaskScheduler"/>, line by line. The reserve thread has been started.</summary>
internal sealed class TaskQueueModel<TCell>(PoolModel<TCell> pool, GlueFlaw flaw = GlueFlaw.None)
    where TCell : struct, IAtomicCell
{
#pragma warning disable CS0649, IDE0044 // Changed by their own methods.
    private TCell _reserveSleeps;
    private ModelParker _parker;
    private ModelCell _lock;
    private ModelCell _isStopping;
    private ModelCell _hasEnded;
#pragma warning restore CS0649, IDE0044

    /// <summary>How many tasks the reserve has run.</summary>
    public int Ran { get; private set; }

    /// <summary>QueueTask; false where it throws.</summary>
    public bool Queue(int task)
    {
        Lock();
        if (_isStopping.Read() != 0)
        {
            _lock.Write(0);
            return false;
        }
        pool.Tasks[task].Write(1);
        _lock.Write(0);
        if (_reserveSleeps.CompareExchange(0, 1) == 1) // Q1
            _parker.Unpark();
        else if (pool.Gate.Searching == 0)
            pool.TryWakeOne();
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

    /// <summary>ReserveLoop. After so many tasks the thread ends, in place of a task that lasts for ever.</summary>
    public void Reserve(int tasks = int.MaxValue)
    {
        while (true)
        {
            bool isStopping = flaw != GlueFlaw.StopAfterQueue && _isStopping.Read() != 0;
            if (pool.TryRunNext())
            {
                if (++Ran == tasks)
                    break;
                continue;
            }
            if (isStopping || (flaw == GlueFlaw.StopAfterQueue && _isStopping.Read() != 0))
                break;
            _reserveSleeps.Exchange(1); // Q2
            if (!pool.HasQueued() && _isStopping.Read() == 0)
                _parker.Park();
            _reserveSleeps.Write(0);
        }
        _hasEnded.Write(1);
    }

    private void Lock()
    {
        while (_lock.CompareExchange(1, 0) != 0)
            ModelCell.Spin();
    }
}
