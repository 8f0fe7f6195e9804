using ParallelCore.ModelTests.Checking;

namespace ParallelCore.ModelTests.Protocols;

/// <summary>Workers that block against spares that come, sleep, depart and end. Whatever nobody comes for shows as a livelock.</summary>
public sealed class SpareTests
{
    /// <summary>What store buffers may do to the gate and the locks is in the shorter tests.</summary>
    private static readonly ModelOptions s_consistent = ModelOptions.SequentiallyConsistent with { MaxPreemptions = 1 };

    [Fact]
    public void Block_OneWorker_ASpareTakesItsFork() => Once(SpareFlaw.None).AssertCorrect();

    [Fact]
    public void Block_Twice_TheSpareComesTwice() => Twice(SpareFlaw.None).AssertCorrect();

    [Fact]
    public void Block_TwoCallersTwoSpares_BothForksAreTaken() => TwoCallers(SpareFlaw.None).AssertCorrect();

    [Fact]
    public void Depart_ThePoolsThreadSleeps_ItLooksFromThenOn() => AfterTheSpare(SpareFlaw.None).AssertCorrect();

    [Fact]
    public void Return_ASpareGivesUpItsSearch_ItDoesNotSleep() => Return(SpareFlaw.None).AssertCorrect();

    [Fact]
    public void Dispose_ACallerBlocksTwice_TheSpareComesTwice() => Disposed(0, SpareFlaw.None).AssertCorrect();

    [Fact]
    public void Dispose_ACallerBlocksWhileThePoolThreadEnds_TheSpareComes() => Disposed(1, SpareFlaw.None).AssertCorrect();

    [Fact]
    public void Dispose_TheSpareDepartsUnasked_IsCaught() => Disposed(0, SpareFlaw.StopsUnasked).AssertFails(FailureKind.Livelock);

    [Fact]
    public void Dispose_ThePoolThreadEndsWithoutASuccessor_IsCaught() => Disposed(1, SpareFlaw.EndsWithoutSuccessor).AssertFails(FailureKind.Livelock);

    [Fact]
    public void Block_NoLookByTheBlocked_IsCaught() => Once(SpareFlaw.NoLookByTheBlocked).AssertFails(FailureKind.Livelock);

    [Fact]
    public void Depart_WakesNobody_IsCaught() => AfterTheSpare(SpareFlaw.NoSuccessor).AssertFails(FailureKind.Livelock);

    [Fact]
    public void Depart_NotAskedUnderTheLock_IsCaught() => TwoCallers(SpareFlaw.DepartsUnasked).AssertFails(FailureKind.Livelock);

    [Fact]
    public void E1_WithoutAFence_IsCaught() => Return(SpareFlaw.NoFenceBeforeExpelling).AssertFails(FailureKind.Invariant);

    [Fact]
    public void E1_SpareDoesNotAskBeforeItSleeps_IsCaught() => Return(SpareFlaw.SleepsUnasked).AssertFails(FailureKind.Invariant);

    [Fact]
    public void Start_NotAskedUnderTheLock_IsCaught() => WakeAndEnd(SpareFlaw.StartsUnasked).AssertFails(FailureKind.Invariant);

    [Fact]
    public void Wake_TheSparesTimeIsUp_ItHasAThreadIfAwake() => WakeAndEnd(SpareFlaw.None).AssertCorrect();

    [Fact]
    public void End_NotAskedUnderTheLock_IsCaught() => Twice(SpareFlaw.EndsUnasked).AssertFails(FailureKind.Livelock);

    /// <summary>A worker comes back while the spare that stood in for it is about to sleep.</summary>
    private static ModelReport Return(SpareFlaw flaw) => ModelChecker.Explore(ModelOptions.Exhaustive, () =>
    {
        SpareModel pool = new SpareModel(1, 1, 0, flaw).Replaced().Searching();
        return new Scenario()
            .Thread("worker", pool.EndAbsence)
            .Thread("spare", pool.Rest)
            .Finally(pool.AssertNoneSleepsInVain);
    });

    /// <summary>A spare ends because it has slept for long, while somebody wakes it.</summary>
    private static ModelReport WakeAndEnd(SpareFlaw flaw) => ModelChecker.Explore(ModelOptions.Exhaustive, () =>
    {
        SpareModel pool = new SpareModel(1, 1, 0, flaw).Replaced();
        return new Scenario()
            .Thread("waker", pool.Wake)
            .Thread("spare", pool.SleepForLong)
            .Finally(pool.AssertItHasAThreadIfAwake);
    });

    private static ModelReport Once(SpareFlaw flaw) => ModelChecker.Explore(new() { MaxPreemptions = 3, MaxSpuriousWakes = 1 }, () =>
    {
        var pool = new SpareModel(0, 1, 1, flaw);
        return new Scenario()
            .Thread("guest", () =>
            {
                pool.Enter(0);
                pool.Block(0);
                pool.Exit(0);
                pool.Leave();
            })
            .Thread("spare", () => pool.Run(0))
            .Finally(() => pool.AssertRestored(1));
    });

    private static ModelReport Twice(SpareFlaw flaw) => ModelChecker.Explore(s_consistent with { MaxPreemptions = 2, MaxSpuriousWakes = 1 }, () =>
    {
        var pool = new SpareModel(0, 1, 1, flaw);
        return new Scenario()
            .Thread("guest", () =>
            {
                pool.Enter(0);
                pool.Block(0);
                pool.Block(0);
                pool.Exit(0);
                pool.Leave();
            })
            .Thread("spare", () => pool.Run(0))
            .Finally(() => pool.AssertRestored(2));
    });

    /// <summary>The scheduler is disposed while a caller blocks.</summary>
    private static ModelReport Disposed(int poolThreads, SpareFlaw flaw) => ModelChecker.Explore(
        s_consistent with { MaxPreemptions = poolThreads == 0 || flaw != SpareFlaw.None ? 1 : Effort.Pick(quick: 0, full: 1) }, () =>
    {
        var pool = new SpareModel(poolThreads, 1, 1, flaw);
        Scenario scenario = new Scenario()
            .Thread("guest", () =>
            {
                pool.Enter(0);
                pool.Block(0);
                if (poolThreads == 0)
                    pool.Block(0);
                pool.Exit(0);
                pool.HasLeft();
            })
            .Thread("disposer", pool.Dispose);
        for (int i = 0; i <= poolThreads; i++)
        {
            int thread = i;
            scenario.Thread("thread " + thread, () => pool.Run(thread));
        }

        return scenario.Finally(() => pool.AssertRestored(poolThreads == 0 ? 2 : 1));
    });

    /// <summary>Both block at the same time, once or again.</summary>
    private static ModelReport TwoCallers(SpareFlaw flaw) => ModelChecker.Explore(s_consistent, () =>
    {
        var pool = new SpareModel(0, 1, 2, flaw);
        Action Guest(int guest) => () =>
        {
            pool.Enter(guest);
            pool.Block(guest);
            pool.Exit(guest);
            pool.Leave();
        };
        return new Scenario()
            .Thread("guest 0", Guest(0))
            .Thread("guest 1", Guest(1))
            .Thread("spare", () => pool.Run(0))
            .Finally(() => pool.AssertRestored(2));
    });

    /// <summary>A pool thread may sleep because the spare looks. After the spare has gone, somebody must come for a fork all the same.</summary>
    private static ModelReport AfterTheSpare(SpareFlaw flaw) => ModelChecker.Explore(s_consistent, () =>
    {
        SpareModel pool = new SpareModel(1, 1, 1, flaw).Asleep(0);
        return new Scenario()
            .Thread("guest", () =>
            {
                pool.Enter(0);
                pool.Block(0);
                pool.Push(0);
                pool.AwaitTaken(0);
                pool.Exit(0);
                pool.Leave();
            })
            .Thread("pool", () => pool.Run(0))
            .Thread("spare", () => pool.Run(1))
            .Finally(() => pool.AssertRestored(2));
    });
}
