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
    public void TryLend_AThirdWorkerCompetes_TheBoundHoldsAndPermitsComeBack() => Parts(workers: 2, places: 3, preemptions: 2).AssertCorrect();

    [Fact]
    public void TryLend_AsManyWorkersAsPlaces_TheBoundHoldsAndPermitsComeBack() => Parts(workers: 3, places: 3, preemptions: 2).AssertCorrect();

    [Fact]
    public void TryLend_HoldersOfPermitsNeedTheOwnersLock_ItGoesOn() => Lock(GlueFlaw.None).AssertCorrect();

    [Fact]
    public void Begin_WhileALateThiefHoldsAPermit_NoneIsLostOrAdded() => Reuse(GlueFlaw.None).AssertCorrect();

    [Fact]
    public void Begin_WhileALateThiefHoldsPermitsOfAnOuterLimit_NoneIsLostOrAdded() => ReuseInside(GlueFlaw.None).AssertCorrect();

    [Fact]
    public void WaitFor_WaitsForAPermit_IsCaught() => Lock(GlueFlaw.WaitsForAPermit).AssertFails(FailureKind.Livelock);

    [Fact]
    public void Begin_AlthoughALateThiefHoldsAPermit_IsCaught() => Reuse(GlueFlaw.LimitReusedAtOnce).AssertFails(FailureKind.Invariant);

    [Fact]
    public void Release_OuterLimitReadAfterThePermitIsBack_IsCaught() => ReuseInside(GlueFlaw.OuterAfterRelease).AssertFails(FailureKind.Invariant);

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
        LimitModel limit = Begun(2);
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

    /// <summary>The thief pushes a part and, when it has joined it, another; the owner, and others, take what they get.</summary>
    private static ModelReport Parts(int workers, int places, int preemptions = 3) => ModelChecker.Explore(new() { MaxPreemptions = preemptions }, () =>
    {
        LimitModel limit = Begun(workers);
        JoinModel<ModelCell, ModelCell> model = new(places, 1, 3) { Limits = [null, limit], Raids = false };
        model.Places[Owner].Region = 1;
        model.Stolen(Owner, 0, Fork, Thief);
        model.Body = (me, work) =>
        {
            if (work != Fork)
                return;
            for (int part = Part; part <= PartOfPart; part++)
            {
                model.Push(me, 0, part, publishesAll: true);
                model.Join(me, 0, part);
            }
        };
        Scenario scenario = new Scenario()
            .Thread("owner", () => model.Join(Owner, 0, Fork))
            .Thread("thief", () => model.FinishStolen(Thief, model.FrameOf(Owner, 0)));
        if (places > Third)
            scenario.Thread("third", () => model.TrySteal(Third, Thief));
        return scenario.Finally(() =>
        {
            Assert.Equal((1, 1, 1), (model.Runs(Fork), model.Runs(Part), model.Runs(PartOfPart)));
            limit.AssertConserved();
        });
    });

    /// <summary>
    /// Three workers at most. The owner waits for a fork while it holds a lock, which the parts of another stolen fork of the region need; the fork's thief, and somebody else, come
    /// to run one of them as soon as they can.
    /// </summary>
    private static ModelReport Lock(GlueFlaw flaw) => ModelChecker.Explore(new() { MaxPreemptions = flaw == GlueFlaw.None ? Effort.Pick(quick: 0, full: 1) : 1 }, () =>
    {
        LimitModel limit = Begun(3);
        JoinModel<ModelCell, ModelCell> model = new(4, 2, 4, flaw) { Limits = [null, limit], Raids = false };
        ModelCell userLock = new("user's lock");
        userLock.Write(1);
        model.Places[Owner].Region = 1;
        model.Stolen(Owner, 0, Piece, Third).Stolen(Owner, 1, Fork, Thief);
        model.Body = (me, work) =>
        {
            if (work == Fork)
                return;
            if (work == Piece)
            {
                model.Push(me, 0, Part);
                model.Push(me, 1, PartOfPart, publishesAll: true);
            }
            while (userLock.CompareExchange(1, 0) != 0)
                ModelCell.Spin();
            userLock.Write(0);
            if (work == Piece)
            {
                model.Join(me, 1, PartOfPart);
                model.Join(me, 0, Part);
            }
        };
        return new Scenario()
            .Thread("owner", () =>
            {
                model.Join(Owner, 1, Fork);
                userLock.Write(0);
            })
            .Thread("thief of its fork", () =>
            {
                model.FinishStolen(Thief, model.FrameOf(Owner, 1));
                model.TrySteal(Thief, Third);
            })
            .Thread("thief of a piece", () => model.FinishStolen(Third, model.FrameOf(Owner, 0)))
            .Thread("fourth", () => model.TrySteal(3, Third))
            .Finally(() => Assert.Equal((1, 1, 1), (model.Runs(Fork), model.Runs(Part), model.Runs(PartOfPart))));
    });

    /// <summary>A thief that has read of a fork which limit it needs, while its region ends and the limit serves the next one.</summary>
    private static ModelReport Reuse(GlueFlaw flaw) => ModelChecker.Explore(s_bounded, () =>
    {
        LimitModel limit = new(2, flaw);
        LimitModel spare = new(2, flaw);
        Assert.True(limit.TryBegin());
        Assert.True(spare.TryBegin());
        JoinModel<ModelCell, ModelCell> model = new(2, 1, 2, flaw) { Limits = [null, limit, limit, spare], Raids = false };
        return new Scenario()
            .Thread("owner", () =>
            {
                RunRegion(model, 1, 0);
                RunRegion(model, limit.TryBegin() ? 2 : 3, 1);
            })
            .Thread("thief", () => model.TrySteal(1, 0))
            .Finally(() =>
            {
                Assert.Equal((1, 1), (model.Runs(0), model.Runs(1)));
                limit.AssertConserved();
                spare.AssertConserved();
            });
    });

    /// <summary>The same, with regions around it that have limits of their own.</summary>
    private static ModelReport ReuseInside(GlueFlaw flaw) => ModelChecker.Explore(new() { MaxPreemptions = 4 }, () =>
    {
        LimitModel first = Begun(2);
        LimitModel second = Begun(2);
        LimitModel limit = new(2, flaw, first, second);
        LimitModel spare = new(2, flaw, second);
        Assert.True(limit.TryBegin(1));
        Assert.True(spare.TryBegin(1));
        JoinModel<ModelCell, ModelCell> model = new(2, 1, 2, flaw) { Limits = [null, limit, limit, spare], Raids = false };
        return new Scenario()
            .Thread("owner", () =>
            {
                RunRegion(model, 1, 0);
                RunRegion(model, limit.TryBegin(2) ? 2 : 3, 1);
            })
            .Thread("thief", () => model.TrySteal(1, 0))
            .Finally(() =>
            {
                first.AssertConserved();
                second.AssertConserved();
            });
    });

    private static LimitModel Begun(int workers)
    {
        LimitModel limit = new(workers);
        Assert.True(limit.TryBegin());
        return limit;
    }

    private static void RunRegion(JoinModel<ModelCell, ModelCell> model, int region, int work)
    {
        model.Places[Owner].Region = region;
        model.Push(Owner, 0, work, publishesAll: true);
        model.Join(Owner, 0, work);
    }
}
