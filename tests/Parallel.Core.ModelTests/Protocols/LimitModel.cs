using ParallelCore.ModelTests.Checking;
using ParallelCore.Scheduling;

namespace ParallelCore.ModelTests.Protocols;

/// <summary><see cref="WorkerLimit"/> line by line, and a count of those who run in the region at the moment, the caller among them.</summary>
internal sealed class LimitModel
{
    private readonly int _workers;
    private ModelCell _permits = new("permits");
    private ModelCell _running = new("running");

    public LimitModel(int workers)
    {
        _workers = workers;
        _permits.Write(workers - 1);
        _running.Write(1);
    }

    public bool TryAcquire()
    {
        long permits = _permits.Read();
        while (permits > 0)
        {
            long seen = _permits.CompareExchange(permits - 1, permits);
            if (seen == permits)
                return true;
            permits = seen;
        }
        return false;
    }

    public void Release() => _permits.Add(1);

    /// <summary>What an owner must not do after its wait: wait for a permit.</summary>
    public void Acquire()
    {
        while (!TryAcquire())
            ModelCell.Spin();
    }

    /// <summary>Somebody begins to run in the region, or goes on after a wait.</summary>
    public void Enter() => Assert.True(_running.Add(1) <= _workers, "more workers than the limit allows");

    public void Leave() => _running.Add(-1);

    /// <summary>The region has ended but for its caller and <paramref name="pending"/> forks of it.</summary>
    public void AssertConserved(int pending = 0) => Assert.Equal(_workers - 1 - pending, _permits.Read());
}
