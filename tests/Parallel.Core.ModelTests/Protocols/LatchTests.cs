using ParallelCore.ModelTests.Checking;
using ParallelCore.Primitives;

namespace ParallelCore.ModelTests.Protocols;

/// <summary>An owner that waits, sleeps and is interrupted while its thief runs the fork.</summary>
public sealed class LatchTests
{
    private const int Fork = 0;
    private const int Part = 1;

    private static readonly ModelOptions s_bounded = new() { MaxPreemptions = 3 };

    [Fact]
    public void Set_OwnerFallsAsleep_ItSeesTheResult() => Finish<ModelCell>(ModelOptions.Exhaustive).AssertCorrect();

    [Fact]
    public void Set_OwnerWakesForNothing_ItSeesTheResult() => Finish<ModelCell>(ModelOptions.Exhaustive with { MaxSpuriousWakes = 2 }).AssertCorrect();

    [Fact]
    public void TryInterrupt_OwnerFallsAsleep_EveryPieceRunsOnce() => Interrupt<ModelCell>(s_bounded, mustBeTaken: false).AssertCorrect();

    [Fact]
    public void TryInterrupt_OwnerWakesForNothing_EveryPieceRunsOnce() =>
        Interrupt<ModelCell>(s_bounded with { MaxSpuriousWakes = 1 }, mustBeTaken: false).AssertCorrect();

    [Fact]
    public void TryInterrupt_OnlyTheOwnerCanHelp_ItComes() => Interrupt<ModelCell>(s_bounded, mustBeTaken: true).AssertCorrect();

    [Fact]
    public void TryInterrupt_LateToken_NextWaitStillSleepsUntilItsOwnLatch() => TwoForks<ModelCell>(s_bounded).AssertCorrect();

    [Fact]
    public void L1_AsAPlainStore_IsCaught() => Finish<FlawedCell<FlawedExchange>>(ModelOptions.Exhaustive).AssertFails(FailureKind.Deadlock);

    [Fact]
    public void L1_ResultAfterSet_IsCaught() => Finish<ModelCell>(ModelOptions.Exhaustive, GlueFlaw.ResultAfterSet).AssertFails(FailureKind.DataRace);

    [Fact]
    public void L2_ResultBeforeSet_IsCaught() => Finish<ModelCell>(ModelOptions.Exhaustive, GlueFlaw.ResultBeforeSet).AssertFails(FailureKind.DataRace);

    [Fact]
    public void L3_AsAPlainStore_IsCaught() => Interrupt<FlawedCell<FlawedCompareExchange>>(s_bounded, mustBeTaken: true).AssertFails(FailureKind.Livelock);

    [Fact]
    public void L3_NoLookAfterIt_IsCaught() => Interrupt<ModelCell>(s_bounded, mustBeTaken: true, GlueFlaw.NoLastLook).AssertFails(FailureKind.Livelock);

    [Fact]
    public void G1_WithoutBeforeTheLatch_IsCaught() => Interrupt<FlawedCell<FlawedFence>>(s_bounded, mustBeTaken: true).AssertFails(FailureKind.Livelock);

    private static ModelReport Finish<TCell>(ModelOptions options, GlueFlaw flaw = GlueFlaw.None)
        where TCell : struct, IAtomicCell => ModelChecker.Explore(options, () =>
    {
        JoinModel<TCell> model = new(2, [0], 1, flaw);
        model.BeginTask(0);
        model.Stolen(0, 0, Fork, 1);
        return new Scenario()
            .Thread("owner", () => model.Join(0, 0, Fork))
            .Thread("thief", () => model.FinishStolen(1))
            .Finally(() => Assert.Equal(1, model.Runs(Fork)));
    });

    /// <summary>The thief exposes part of what it has stolen. If it must be taken, the thief goes on only when it was.</summary>
    private static ModelReport Interrupt<TCell>(ModelOptions options, bool mustBeTaken, GlueFlaw flaw = GlueFlaw.None)
        where TCell : struct, IAtomicCell => ModelChecker.Explore(options, () =>
    {
        JoinModel<TCell> model = new(2, [0, 1], 2, flaw);
        model.BeginTask(0);
        model.Stolen(0, 0, Fork, 1);
        model.Body = (me, work) =>
        {
            if (work != Fork)
                return;
            model.Expose(me, 1, Part);
            while (mustBeTaken && !model.Places[me].Slot.IsEmpty)
                ModelCell.Spin();
            model.Join(me, 1, Part);
        };
        return new Scenario()
            .Thread("owner", () => model.Join(0, 0, Fork))
            .Thread("thief", () => model.FinishStolen(1))
            .Finally(() =>
            {
                Assert.Equal(1, model.Runs(Fork));
                Assert.Equal(1, model.Runs(Part));
            });
    });

    /// <summary>Tokens that the first fork's thief leaves may arrive during the second fork's wait.</summary>
    private static ModelReport TwoForks<TCell>(ModelOptions options)
        where TCell : struct, IAtomicCell => ModelChecker.Explore(options, () =>
    {
        JoinModel<TCell> model = new(3, [0, 0], 2);
        model.BeginTask(0);
        model.Stolen(0, 0, 0, 1).Stolen(0, 1, 1, 2);
        return new Scenario()
            .Thread("owner", () => { model.Join(0, 1, 1); model.Join(0, 0, 0); })
            .Thread("older fork's thief", () => model.FinishStolen(1))
            .Thread("newer fork's thief", () => model.FinishStolen(2))
            .Finally(() => Assert.Equal(2, model.Runs(0) + model.Runs(1)));
    });
}
