using ParallelCore.ModelTests.Checking;
using ParallelCore.Primitives;

namespace ParallelCore.ModelTests.Protocols;

/// <summary>An owner that waits and sleeps while its thief runs the fork. A time-out of the sleep is a spurious wake-up.</summary>
public sealed class LatchTests
{
    private static readonly ModelOptions s_bounded = new() { MaxPreemptions = 3 };

    [Fact]
    public void Set_OwnerFallsAsleep_ItSeesTheResult() => Finish<ModelCell>(ModelOptions.Exhaustive).AssertCorrect();

    [Fact]
    public void Set_AgainstTimeOuts_OwnerSeesTheResult() => Finish<ModelCell>(ModelOptions.Exhaustive with { MaxSpuriousWakes = 2 }).AssertCorrect();

    [Fact]
    public void Set_LateToken_NextWaitStillSleepsUntilItsOwnLatch() => TwoForks(s_bounded).AssertCorrect();

    [Fact]
    public void Set_LateTokenAndTimeOuts_NextWaitStillSleepsUntilItsOwnLatch() => TwoForks(s_bounded with { MaxSpuriousWakes = 1 }).AssertCorrect();

    [Fact]
    public void L1_AsAPlainStore_IsCaught() => Finish<FlawedCell<FlawedExchange>>(ModelOptions.Exhaustive).AssertFails(FailureKind.Deadlock);

    [Fact]
    public void L1_ResultAfterSet_IsCaught() => Finish<ModelCell>(ModelOptions.Exhaustive, GlueFlaw.ResultAfterSet).AssertFails(FailureKind.DataRace);

    [Fact]
    public void L2_ResultBeforeSet_IsCaught() => Finish<ModelCell>(ModelOptions.Exhaustive, GlueFlaw.ResultBeforeSet).AssertFails(FailureKind.DataRace);

    [Fact]
    public void L3_AsAPlainStore_IsCaught() => Finish<FlawedCell<FlawedCompareExchange>>(ModelOptions.Exhaustive).AssertFails(FailureKind.Deadlock);

    private static ModelReport Finish<TLatch>(ModelOptions options, GlueFlaw flaw = GlueFlaw.None)
        where TLatch : struct, IAtomicCell => ModelChecker.Explore(options, () =>
    {
        JoinModel<ModelCell, TLatch> model = new(2, 1, 1, flaw) { Dozes = true };
        model.Stolen(0, 0, 0, 1);
        return new Scenario()
            .Thread("owner", () => model.Join(0, 0, 0))
            .Thread("thief", () => model.FinishStolen(1, model.FrameOf(0, 0)))
            .Finally(() => Assert.Equal(1, model.Runs(0)));
    });

    /// <summary>Tokens that the newer fork's thief leaves may arrive during the older fork's wait.</summary>
    private static ModelReport TwoForks(ModelOptions options) => ModelChecker.Explore(options, () =>
    {
        JoinModel<ModelCell, ModelCell> model = new(3, 2, 2) { Dozes = true };
        model.Stolen(0, 0, 0, 1).Stolen(0, 1, 1, 2);
        return new Scenario()
            .Thread("owner", () =>
            {
                model.Join(0, 1, 1);
                model.Join(0, 0, 0);
            })
            .Thread("older fork's thief", () => model.FinishStolen(1, model.FrameOf(0, 0)))
            .Thread("newer fork's thief", () => model.FinishStolen(2, model.FrameOf(0, 1)))
            .Finally(() => Assert.Equal((1, 1), (model.Runs(0), model.Runs(1))));
    });
}
