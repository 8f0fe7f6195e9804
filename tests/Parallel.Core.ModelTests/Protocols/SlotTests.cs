using ParallelCore.ModelTests.Checking;
using ParallelCore.Primitives;

namespace ParallelCore.ModelTests.Protocols;

/// <summary>One owner that exposes the same frame again and again, at the same index and in the same task, against thieves.</summary>
public sealed class SlotTests
{
    private static readonly ModelOptions s_bounded = new() { MaxPreemptions = 3 };

    [Fact]
    public void Expose_SameWordTwiceAgainstOneThief_EachExposureRunsOnce() => Rounds<ModelCell>(ModelOptions.Exhaustive, 2, 1).AssertCorrect();

    [Fact]
    public void Expose_SameWordThreeTimesAgainstOneThief_EachExposureRunsOnce() => Rounds<ModelCell>(s_bounded, 3, 1).AssertCorrect();

    [Fact]
    public void Expose_SameWordTwiceAgainstTwoThieves_EachExposureRunsOnce() => Rounds<ModelCell>(s_bounded, 2, 2).AssertCorrect();

    [Fact]
    public void TryTake_TwoThieves_OneGetsIt() => TwoThieves<ModelCell>().AssertCorrect();

    [Fact]
    public void TryTake_CompareExchangeInTwoSteps_IsCaught() => TwoThieves<FlawedCell<FlawedCompareExchange>>().AssertFails(FailureKind.DataRace);

    [Fact]
    public void TryReclaim_CompareExchangeInTwoSteps_IsCaught() =>
        Rounds<FlawedCell<FlawedCompareExchange>>(s_bounded, 1, 1).AssertFails(FailureKind.Invariant);

    [Fact]
    public void E1_PayloadAfterExpose_IsCaught() => Rounds<ModelCell>(s_bounded, 1, 1, GlueFlaw.PayloadAfterExpose).AssertFails(FailureKind.DataRace);

    [Fact]
    public void E2_PayloadBeforeTake_IsCaught() => Rounds<ModelCell>(s_bounded, 2, 1, GlueFlaw.PayloadBeforeTake).AssertFails(FailureKind.DataRace);

    private static ModelReport TwoThieves<TCell>()
        where TCell : struct, IAtomicCell => ModelChecker.Explore(ModelOptions.Exhaustive, () =>
    {
        JoinModel<TCell> model = new(3, [0], 1);
        model.Expose(0, 0, 0);
        return new Scenario()
            .Thread("thief 1", () => model.TrySteal(1, 0))
            .Thread("thief 2", () => model.TrySteal(2, 0))
            .Finally(() => Assert.Equal(1, model.Runs(0)));
    });

    private static ModelReport Rounds<TCell>(ModelOptions options, int rounds, int thieves, GlueFlaw flaw = GlueFlaw.None)
        where TCell : struct, IAtomicCell => ModelChecker.Explore(options, () =>
    {
        JoinModel<TCell> model = new(1 + thieves, [0], rounds, flaw);
        model.BeginTask(0);
        Scenario scenario = new Scenario().Thread("owner", () =>
        {
            for (int round = 0; round < rounds; round++)
            {
                model.Expose(0, 0, round);
                model.Join(0, 0, round);
            }
        });
        for (int thief = 1; thief <= thieves; thief++)
        {
            int me = thief;
            scenario.Thread($"thief {me}", () =>
            {
                for (int attempt = 0; attempt < rounds; attempt++)
                    model.TrySteal(me, 0);
            });
        }
        return scenario.Finally(() =>
        {
            for (int round = 0; round < rounds; round++)
                Assert.Equal(1, model.Runs(round));
        });
    });
}
