using ParallelCore.ModelTests.Checking;
using ParallelCore.Scheduling;

namespace ParallelCore.ModelTests.Protocols;

/// <summary><see cref="WorkerLimit"/> line by line, and a count of those who run in the region at the moment, the caller among them.</summary>
/// <param name="workers">In every region that the object serves.</param>
/// <param name="flaw">A mutant.</param>
/// <param name="outers">The limits of the regions around, one after the other; none at first.</param>
internal sealed class LimitModel(int workers, GlueFlaw flaw = GlueFlaw.None, params LimitModel[] outers)
{
    private ModelCell _permits = new("permits");
    private ModelCell _running = new("running");
    private ModelCell _outer = new("outer limit");
    private int _workers = 1;

    /// <summary>Begin; <paramref name="outer"/> is one more than the outer limit's number. False where the shipped code takes a new object.</summary>
    public bool TryBegin(int outer = 0)
    {
        if (flaw != GlueFlaw.LimitReusedAtOnce && _permits.CompareExchange(0, _workers - 1) != _workers - 1)
            return false;
        _outer.Write(outer);
        _workers = workers;
        _permits.Write(workers - 1);
        _running.Write(1);
        return true;
    }

    public bool TryAcquire()
    {
        long permits = _permits.Read();
        while (permits > 0)
        {
            long seen = _permits.CompareExchange(permits - 1, permits);
            if (seen == permits)
            {
                if (Outer is not { } outer || outer.TryAcquire())
                    return true;
                _permits.Add(1);
                return false;
            }
            permits = seen;
        }
        return false;
    }

    public void Release()
    {
        LimitModel? outer = flaw == GlueFlaw.OuterAfterRelease ? null : Outer;
        _permits.Add(1);
        if (flaw == GlueFlaw.OuterAfterRelease)
            outer = Outer;
        outer?.Release();
    }

    /// <summary>What an owner must not do after its wait: wait for a permit.</summary>
    public void Acquire()
    {
        while (!TryAcquire())
            ModelCell.Spin();
    }

    /// <summary>Somebody begins to run in the region, or goes on after a wait.</summary>
    public void Enter() => Assert.True(_running.Add(1) <= workers, "more workers than the limit allows");

    public void Leave() => _running.Add(-1);

    /// <summary>The region has ended but for its caller, or was never begun.</summary>
    public void AssertConserved() => Assert.Equal(_workers - 1, _permits.Read());

    private LimitModel? Outer => outers.Length > 0 && _outer.Read() is > 0 and long outer ? outers[outer - 1] : null;
}
