using ParallelCore.ModelTests.Checking;
using ParallelCore.Scheduling;

namespace ParallelCore.ModelTests.Protocols;

/// <summary>A pool thread that its first wake-up starts, as in <see cref="PoolThread"/>, line by line, around a pool of one thread and one place.</summary>
/// <param name="failures">How many attempts to start the thread fail.</param>
/// <param name="flaw">A mutant.</param>
internal sealed class LazyThreadModel(int failures = 0, GlueFlaw flaw = GlueFlaw.None)
{
    private int _failures = failures;

    private readonly PoolModel<ModelCell, ModelCell> _pool = new PoolModel<ModelCell, ModelCell>(1, 1).WithPlaces(1).Asleep(0);

#pragma warning disable CS0649, IDE0044 // Changed by their own methods.
    private ModelCell _lock;
    private ModelCell _thread;
    private ModelCell _hasEnded;
    private ModelCell _loopEnded;
#pragma warning restore CS0649, IDE0044

    public PoolModel<ModelCell, ModelCell> Pool => _pool;

    /// <summary>A root call, whose fork the guest takes back if nobody comes.</summary>
    public void RunRootCall(Action run)
    {
        Assert.True(_pool.Leases[0].TryAcquire());
        if (_pool.Gate.NeedsLooker && _pool.Gate.TryWake(ref _pool.SleepFlags[0]))
            StartOrUnpark();
        _pool.Push(0);
        if (_pool.TryPop(0))
            run();
        _pool.Leases[0].Release();
    }

    /// <summary>WorkStealingScheduler.Dispose.</summary>
    public void Dispose()
    {
        _pool.Stopping.Write(1);
        ModelCell.Fence(); // G1
        Stop();
        Join();
        Assert.True(_thread.Read() == 0 || _loopEnded.Read() == 1, "the thread has not ended");
    }

    /// <summary>What the thread does from its start on; nothing when nobody starts it.</summary>
    public void Run()
    {
        while (_thread.Read() == 0 && _hasEnded.Read() == 0)
            ModelCell.Spin();
        if (_thread.Read() == 0)
            return;
        _pool.Loop(0);
        _loopEnded.Write(1);
    }

    private void StartOrUnpark()
    {
        Lock();
        if (_thread.Read() == 0)
        {
            TryStart();
            _lock.Write(0);
            return;
        }
        _lock.Write(0);
        _pool.Parkers[0].Unpark();
    }

    private void TryStart()
    {
        if (_failures-- <= 0)
        {
            _thread.Write(1);
            return;
        }
        _pool.Gate.AnnounceSleep(ref _pool.SleepFlags[0]);
        if (flaw != GlueFlaw.NoLookAfterFailedStart && _pool.Stopping.Read() != 0 && _pool.Gate.TryWake(ref _pool.SleepFlags[0]))
        {
            _hasEnded.Write(1);
            _pool.Gate.EndSearch();
        }
    }

    private void Stop()
    {
        if (!_pool.Gate.TryWake(ref _pool.SleepFlags[0]))
            return;
        Lock();
        if (_thread.Read() == 0)
        {
            _hasEnded.Write(1);
            _pool.Gate.EndSearch();
            _lock.Write(0);
            return;
        }
        _lock.Write(0);
        _pool.Parkers[0].Unpark();
    }

    private void Join()
    {
        while (true)
        {
            Lock();
            long settled = _hasEnded.Read() | _thread.Read();
            _lock.Write(0);
            if (settled != 0)
                break;
            ModelCell.Spin();
        }
        while (_thread.Read() != 0 && _loopEnded.Read() == 0)
            ModelCell.Spin();
    }

    private void Lock()
    {
        while (_lock.CompareExchange(1, 0) != 0)
            ModelCell.Spin();
    }
}
