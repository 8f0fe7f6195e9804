using ParallelCore.ModelTests.Checking;
using ParallelCore.Primitives;
using ParallelCore.Scheduling;

namespace ParallelCore.ModelTests.Protocols;

/// <summary>A region with fewer workers than there are: its bound holds whoever waits for whom, no permit is lost, and nobody waits for one.</summary>
public sealed class LimitTests
{
    private const int Owner = 0;
    private const int Thief = 1;
    private const int Third = 2;

    private const int Fork = 0;
    private const int Part = 1;
    private const int PartOfPart = 2;
    private const int Piece = 3;

    private static readonly ModelOptions s_bounded = new() { MaxPreemptions = 3 };

    [Fact]
    public void TryLend_AgainstTryEnd_TheBoundHoldsAndPermitsComeBack() => OneFork<ModelCell>(isConserved: true, takers: 2).AssertCorrect();

    [Fact]
    public void TryLend_OwnerHelpsItsThief_TheBoundHoldsAndPermitsComeBack() => Parts(workers: 2, places: 2).AssertCorrect();

    [Fact]
    public void TryLend_AThirdWorkerCompetes_TheBoundHoldsAndPermitsComeBack() => Parts(workers: 2, places: 3).AssertCorrect();

    [Fact]
    public void TryLend_AsManyWorkersAsPlaces_TheBoundHoldsAndPermitsComeBack() => Parts(workers: 3, places: 3, preemptions: 2).AssertCorrect();

    [Fact]
    public void TryLend_HoldersOfPermitsNeedTheOwnersLock_ItGoesOn() => Lock(GlueFlaw.None).AssertCorrect();

    [Fact]
    public void WaitFor_WaitsForAPermit_IsCaught() => Lock(GlueFlaw.WaitsForAPermit).AssertFails(FailureKind.Livelock);

    [Fact]
    public void P1_CompareExchangeInTwoSteps_IsCaughtByThePermits() =>
        OneFork<FlawedCell<FlawedCompareExchange>>(isConserved: true, takers: 0).AssertFails(FailureKind.Invariant);

    [Fact]
    public void P1_CompareExchangeInTwoSteps_IsCaughtByTheBound() =>
        OneFork<FlawedCell<FlawedCompareExchange>>(isConserved: false, takers: 2).AssertFails(FailureKind.Assertion);

    /// <summary>Two workers at most: an owner that waits, its thief, and others that come as soon as there is a permit.</summary>
    private static ModelReport OneFork<TCell>(bool isConserved, int takers)
        where TCell : struct, IAtomicCell => ModelChecker.Explore(s_bounded, () =>
    {
        LimitModel limit = new(2);
        PermitHandover<TCell> permit = default;
        JoinLatch<ModelCell> latch = default;
        Assert.True(limit.TryAcquire());
        limit.Enter();
        Scenario scenario = new Scenario()
            .Thread("owner", () =>
            {
                limit.Leave();
                if (permit.TryLend())
                    limit.Release();
                while (!latch.IsSet)
                    ModelCell.Spin();
                limit.Enter();
            })
            .Thread("thief", () =>
            {
                limit.Leave();
                if (permit.TryEnd())
                    limit.Release();
                latch.Set();
            });
        for (int taker = 1; taker <= takers; taker++)
        {
            scenario.Thread($"taker {taker}", () =>
            {
                if (!limit.TryAcquire())
                    return;
                limit.Enter();
                limit.Leave();
                limit.Release();
            });
        }
        return scenario.Finally(() =>
        {
            if (isConserved)
                limit.AssertConserved();
        });
    });

    /// <summary>The thief exposes a part and, when it has joined it, another; the owner, and others, take what they get.</summary>
    private static ModelReport Parts(int workers, int places, int preemptions = 3) => ModelChecker.Explore(new() { MaxPreemptions = preemptions }, () =>
    {
        JoinModel<ModelCell> model = new(places, [Owner, Thief], 3) { Limit = new(workers) };
        model.BeginTask(Owner);
        model.Stolen(Owner, 0, Fork, Thief);
        model.Body = (me, work) =>
        {
            if (work != Fork)
                return;
            for (int part = Part; part <= PartOfPart; part++)
            {
                model.Expose(me, 1, part);
                model.Join(me, 1, part);
            }
        };
        Scenario scenario = new Scenario()
            .Thread("owner", () => model.Join(Owner, 0, Fork))
            .Thread("thief", () => model.FinishStolen(Thief));
        if (places > Third)
            scenario.Thread("third", () => model.TrySteal(Third, Thief));
        return scenario.Finally(() =>
        {
            Assert.Equal((1, 1, 1), (model.Runs(Fork), model.Runs(Part), model.Runs(PartOfPart)));
            model.Limit.AssertConserved();
        });
    });

    /// <summary>
    /// Three workers at most. The owner waits for a fork while it holds a lock, which the parts of another stolen fork of the region need; the fork's thief comes
    /// to run one of them as soon as it can.
    /// </summary>
    private static ModelReport Lock(GlueFlaw flaw) => ModelChecker.Explore(s_bounded, () =>
    {
        JoinModel<ModelCell> model = new(3, [Owner, Owner, Third, Thief, Third], 4, flaw) { Limit = new(3) };
        ModelCell userLock = new("user's lock");
        userLock.Write(1);
        model.BeginTask(Owner);
        model.Stolen(Owner, 0, Piece, Third).Stolen(Owner, 1, Fork, Thief);
        model.Body = (me, work) =>
        {
            if (work == Fork)
                return;
            int index = work == Piece ? 2 : me == Thief ? 3 : 4;
            int part = work == Piece ? Part : PartOfPart;
            if (work != PartOfPart)
                model.Expose(me, index, part);
            while (userLock.CompareExchange(1, 0) != 0)
                ModelCell.Spin();
            userLock.Write(0);
            if (work != PartOfPart)
                model.Join(me, index, part);
        };
        return new Scenario()
            .Thread("owner", () =>
            {
                model.Join(Owner, 1, Fork);
                userLock.Write(0);
            })
            .Thread("thief of its fork", () =>
            {
                model.FinishStolen(Thief);
                model.TrySteal(Thief, Third);
            })
            .Thread("thief of a piece", () => model.FinishStolen(Third))
            .Finally(() =>
            {
                Assert.Equal((1, 1, 1, 1), (model.Runs(Fork), model.Runs(Part), model.Runs(PartOfPart), model.Runs(Piece)));
                model.Limit.AssertConserved();
            });
    });
}
