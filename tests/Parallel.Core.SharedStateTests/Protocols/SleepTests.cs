using ParallelCore.ModelTests.Checking;
using ParallelCore.Primitives;

namespace ParallelCore.ModelTests.Protocols;

/// <summary>Root calls against threads that fall asleep. A fork that nobody comes for while a thread sleeps shows as a livelock: its guest waits until it was taken.</summary>
public sealed class SleepTests
{
    private static readonly ModelOptions s_bounded = new() { MaxPreemptions = 3 };
    private static readonly ModelOptions s_bounded2 = new() { MaxPreemptions = 2 };

    [Fact]
    public void Enter_OneSearcher_ItsForkIsTaken() => OneSearcher<ModelCell, ModelCell>(s_bounded).AssertCorrect();

    [Fact]
    public void Enter_OneSearcherAndSpuriousWakes_ItsForkIsTaken() => OneSearcher<ModelCell, ModelCell>(s_bounded2 with { MaxSpuriousWakes = 2 }).AssertCorrect();

    [Fact]
    public void Enter_OneSleeper_ItsForkIsTaken() => ModelChecker.Explore(ModelOptions.Exhaustive, static () =>
    {
        PoolModel<ModelCell, ModelCell> pool = new PoolModel<ModelCell, ModelCell>(1, 1).WithPlaces(1).Asleep(0);
        return new Scenario()
            .Thread("guest", () => RunAndLeave(pool, 0))
            .Thread("sleeper", () => pool.LoopFromSleep(0))
            .Finally(() => pool.AssertRestored(1));
    }).AssertCorrect();

    [Fact]
    public void Enter_Twice_BothForksAreTaken() => ModelChecker.Explore(s_bounded, static () =>
    {
        PoolModel<ModelCell, ModelCell> pool = new PoolModel<ModelCell, ModelCell>(1, 1).WithPlaces(1).Searching();
        return new Scenario()
            .Thread("guest", () =>
            {
                pool.RunRootCall(0);
                RunAndLeave(pool, 0, before: 1);
            })
            .Thread("searcher", () => pool.Loop(0))
            .Finally(() => pool.AssertRestored(2));
    }).AssertCorrect();

    [Fact]
    public void Enter_TwoGuestsOneSearcher_BothForksAreTaken() => ModelChecker.Explore(new() { MaxPreemptions = Effort.Pick(quick: 0, full: 1) }, static () =>
    {
        PoolModel<ModelCell, ModelCell> pool = new PoolModel<ModelCell, ModelCell>(1, 2).WithPlaces(2).Searching();
        return new Scenario()
            .Thread("guest 0", () => RunAndLeave(pool, 0))
            .Thread("guest 1", () => RunAndLeave(pool, 1))
            .Thread("searcher", () => pool.Loop(0))
            .Finally(() => pool.AssertRestored(2));
    }).AssertCorrect();

    [Fact]
    public void Enter_NewPlace_ItsForkIsTaken() => NewPlace(GlueFlaw.None).AssertCorrect();

    [Fact]
    public void EndSearch_TwoSearchersFallAsleep_BothForksAreTakenAtOnce() => Rendezvous<ModelCell>(isSecondAsleep: false, preemptions: Effort.Pick(quick: 0, full: 1)).AssertCorrect();

    [Fact]
    public void EndSearch_OneSearcherAndOneSleeper_BothForksAreTakenAtOnce() => Rendezvous<ModelCell>(isSecondAsleep: true, preemptions: Effort.Pick(quick: 0, full: 1)).AssertCorrect();

    [Fact]
    public void Counts_WhileAWakerHoldsTheFlag_AreNeverNegative() => Observed<ModelCell>().AssertCorrect();

    [Fact]
    public void Stop_AgainstAThreadThatFallsAsleep_ItEnds() => Stop<ModelCell>().AssertCorrect();

    [Fact]
    public void TryWakeOne_AThreadCannotBeStarted_NoWakeUpOfOthersIsLost() => CannotStart(GlueFlaw.None, preemptions: Effort.Pick(quick: 0, full: 2)).AssertCorrect();

    [Fact]
    public void Counts_CorrectedAfterTheFlagIsDown_IsCaught() => Observed<FlawedCell<LateCounts>>().AssertFails(FailureKind.Assertion);

    [Fact]
    public void TryWakeOne_LeavesItAtAThreadThatCannotBeStarted_IsCaught() => CannotStart(GlueFlaw.IgnoresFailedStart).AssertFails(FailureKind.Livelock);

    [Fact]
    public void G1_LeaseAsAPlainStore_IsCaught() =>
        OneSearcher<ModelCell, FlawedCell<FlawedCompareExchange>>(s_bounded).AssertFails(FailureKind.Livelock);

    [Fact]
    public void G1_NoLookByTheGuest_IsCaught() => OneSearcher<ModelCell, ModelCell>(s_bounded, GlueFlaw.NoLookByGuest).AssertFails(FailureKind.Livelock);

    [Fact]
    public void G1_NewPlaceWithoutAFence_IsCaught() => NewPlace(GlueFlaw.NoFenceAfterNewPlace).AssertFails(FailureKind.Livelock);

    [Fact]
    public void G1_WithoutBeforeStopping_IsCaught() => Stop<FlawedCell<FlawedFence>>().AssertFails(FailureKind.Deadlock);

    [Fact]
    public void G2_AsAPlainStore_IsCaughtByStopping() => Stop<FlawedCell<FlawedExchange>>().AssertFails(FailureKind.Deadlock);

    [Fact]
    public void G2_AsAPlainStore_IsCaughtByTheLastSearcher() => Rendezvous<FlawedCell<FlawedExchange>>(isSecondAsleep: false).AssertFails(FailureKind.Livelock);

    [Fact]
    public void G2_RootCallsAskedForBeforeIt_IsCaught() =>
        OneSearcher<ModelCell, ModelCell>(s_bounded, GlueFlaw.RootCallsBeforeAnnouncing).AssertFails(FailureKind.Livelock);

    [Fact]
    public void G2_RootCallsNotAskedFor_IsCaught() =>
        OneSearcher<ModelCell, ModelCell>(s_bounded, GlueFlaw.NoLookForRootCalls).AssertFails(FailureKind.Livelock);

    [Fact]
    public void G2_LookerNotAskedFor_IsCaught() => Rendezvous<ModelCell>(isSecondAsleep: false, GlueFlaw.NoLookForLooker).AssertFails(FailureKind.Livelock);

    [Fact]
    public void G3_AsAPlainStore_IsCaught() => Rendezvous<FlawedCell<FlawedAdd>>(isSecondAsleep: false).AssertFails(FailureKind.Livelock);

    [Fact]
    public void G3_LastSearcherWakesNobody_IsCaught() => Rendezvous<ModelCell>(isSecondAsleep: true, GlueFlaw.NoSuccessor).AssertFails(FailureKind.Livelock);

    private static void RunAndLeave<TGate, TLease>(PoolModel<TGate, TLease> pool, int guest, int before = 0)
        where TGate : struct, IAtomicCell
        where TLease : struct, IAtomicCell
    {
        pool.RunRootCall(guest, before);
        pool.Leave();
    }

    private static ModelReport OneSearcher<TGate, TLease>(ModelOptions options, GlueFlaw flaw = GlueFlaw.None)
        where TGate : struct, IAtomicCell
        where TLease : struct, IAtomicCell => ModelChecker.Explore(options, () =>
    {
        PoolModel<TGate, TLease> pool = new PoolModel<TGate, TLease>(1, 1, flaw: flaw).WithPlaces(1).Searching();
        return new Scenario()
            .Thread("guest", () => RunAndLeave(pool, 0))
            .Thread("searcher", () => pool.Loop(0))
            .Finally(() => pool.AssertRestored(1));
    });

    private static ModelReport NewPlace(GlueFlaw flaw) => ModelChecker.Explore(s_bounded, () =>
    {
        PoolModel<ModelCell, ModelCell> pool = new PoolModel<ModelCell, ModelCell>(1, 1, flaw: flaw).Searching();
        return new Scenario()
            .Thread("guest", () => RunAndLeave(pool, 0))
            .Thread("searcher", () => pool.Loop(0))
            .Finally(() => pool.AssertRestored(1));
    });

    /// <summary>Two forks, the first of which is not over before the second has been taken: both threads must come.</summary>
    private static ModelReport Rendezvous<TGate>(bool isSecondAsleep, GlueFlaw flaw = GlueFlaw.None, int preemptions = 1)
        where TGate : struct, IAtomicCell => ModelChecker.Explore(new() { MaxPreemptions = preemptions }, () =>
    {
        PoolModel<TGate, ModelCell> pool = new PoolModel<TGate, ModelCell>(2, 2, flaw: flaw).WithPlaces(2).Searching();
        pool = isSecondAsleep ? pool.Asleep(1) : pool.Searching();
        pool.Body = _ =>
        {
            pool.AwaitTaken(0);
            pool.AwaitTaken(1);
        };
        return new Scenario()
            .Thread("guest", () =>
            {
                pool.Enter(0);
                pool.Push(0);
                pool.Push(1);
                pool.AwaitTaken(0, 0);
                pool.AwaitTaken(1, 1);
                pool.Leases[0].Release();
                pool.Stop();
            })
            .Thread("first", () => pool.Loop(0))
            .Thread("second", () =>
            {
                if (isSecondAsleep)
                    pool.LoopFromSleep(1);
                else
                    pool.Loop(1);
            })
            .Finally(() => Assert.Equal((1, 1), (pool.Ran[0], pool.Ran[1])));
    });

    /// <summary>Two root calls while both threads sleep; the first can't be started, and counts as a searcher while one guest finds that out.</summary>
    private static ModelReport CannotStart(GlueFlaw flaw, int preemptions = 2) => ModelChecker.Explore(new() { MaxPreemptions = preemptions }, () =>
    {
        PoolModel<ModelCell, ModelCell> pool = new PoolModel<ModelCell, ModelCell>(2, 2, flaw: flaw).WithPlaces(2).Asleep(0).Asleep(1);
        pool.CannotStart[0] = true;
        return new Scenario()
            .Thread("guest 0", () => RunAndLeave(pool, 0))
            .Thread("guest 1", () => RunAndLeave(pool, 1))
            .Thread("sleeper", () => pool.LoopFromSleep(1))
            .Finally(() => Assert.Equal(2, pool.Ran[1]));
    });

    private static ModelReport Stop<TGate>()
        where TGate : struct, IAtomicCell => ModelChecker.Explore(ModelOptions.Exhaustive, () =>
    {
        PoolModel<TGate, ModelCell> pool = new PoolModel<TGate, ModelCell>(1, 0).Searching();
        return new Scenario()
            .Thread("disposer", () => pool.Stop())
            .Thread("pool", () => pool.Loop(0))
            .Finally(() => pool.AssertRestored(0));
    });

    /// <summary>Somebody looks at the counts at any moment.</summary>
    private static ModelReport Observed<TGate>()
        where TGate : struct, IAtomicCell => ModelChecker.Explore(s_bounded2, () =>
    {
        PoolModel<TGate, ModelCell> pool = new PoolModel<TGate, ModelCell>(1, 1).WithPlaces(1).Searching();
        return new Scenario()
            .Thread("guest", () => RunAndLeave(pool, 0))
            .Thread("searcher", () => pool.Loop(0))
            .Thread("observer", () => Assert.InRange(pool.Gate.Idle, 0, 1));
    });

    /// <summary>There is no Waking between Asleep or Dozing and Awake of a sleep flag: a waker lowers it before it corrects the counts.</summary>
    private readonly struct LateCounts : ICellFlaw
    {
        private const long Waking = 3;

        // Nothing but a waker ever stores a zero.
        public static void Write(ref ModelCell cell, long value)
        {
            if (value != 0)
                cell.Write(value);
        }

        public static long CompareExchange(ref ModelCell cell, long value, long comparand) => cell.CompareExchange(value == Waking ? 0 : value, comparand);
    }
}
