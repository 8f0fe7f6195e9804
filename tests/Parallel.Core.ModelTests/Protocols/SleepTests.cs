using ParallelCore.ModelTests.Checking;
using ParallelCore.Primitives;

namespace ParallelCore.ModelTests.Protocols;

/// <summary>Posting work against threads that fall asleep. Work that nobody comes for while a thread sleeps shows as a deadlock.</summary>
public sealed class SleepTests
{
    private static readonly ModelOptions s_bounded = new() { MaxPreemptions = 3 };

    [Fact]
    public void Post_OneSearcher_NoWakeUpIsLost() => OneSearcher<ModelCell>(ModelOptions.Exhaustive).AssertCorrect();

    [Fact]
    public void Post_OneSearcherAndSpuriousWakes_NoWakeUpIsLost() => OneSearcher<ModelCell>(new() { MaxSpuriousWakes = 2 }).AssertCorrect();

    [Fact]
    public void Post_OneSleeper_NoWakeUpIsLost() => ModelChecker.Explore(ModelOptions.Exhaustive, static () =>
    {
        PoolModel<ModelCell> pool = new PoolModel<ModelCell>(1, 1).Asleep(0);
        return new Scenario()
            .Thread("poster", () => pool.Post(0))
            .Thread("sleeper", () => pool.LoopFromSleep(0, 1))
            .Finally(() => pool.AssertRestored(1));
    }).AssertCorrect();

    [Fact]
    public void Post_TwoPostersOneSearcher_BothPiecesRun() => TwoPostersOneSearcher<ModelCell>(s_bounded).AssertCorrect();

    [Fact]
    public void Post_TwiceToTwoSearchers_BothPiecesRun() => ModelChecker.Explore(s_bounded, static () =>
    {
        PoolModel<ModelCell> pool = new PoolModel<ModelCell>(2, 1).Searching().Searching();
        return new Scenario()
            .Thread("poster", () =>
            {
                pool.Post(0, index: 0);
                while (!pool.Slots[0].IsEmpty)
                    ModelCell.Spin();
                pool.Post(0, index: 1);
            })
            .Thread("first", () => pool.Loop(0, 1))
            .Thread("second", () => pool.Loop(1, 1))
            .Finally(() => pool.AssertRestored(2));
    }).AssertCorrect();

    [Fact]
    public void Post_TwoPostersTwoSleepers_BothPiecesRun() => TwoPostersTwoThreads<ModelCell>(s_bounded).AssertCorrect();

    [Fact]
    public void EndSearch_LastSearcherWhileAPosterWokeNobody_WakesTheSleeper() => LastSearcher<ModelCell>(s_bounded).AssertCorrect();

    [Fact]
    public void Counts_WhileAWakerHoldsTheFlag_AreNeverNegative() => Observed<ModelCell>().AssertCorrect();

    [Fact]
    public void Stop_AgainstAThreadThatFallsAsleep_ItEnds() => Stop<ModelCell>().AssertCorrect();

    [Fact]
    public void Counts_CorrectedAfterTheFlagIsDown_IsCaught() => Observed<FlawedCell<FlawedWaking>>().AssertFails(FailureKind.Assertion);

    [Fact]
    public void TryWakeOne_AThreadCannotBeStarted_NoWakeUpOfOthersIsLost() => CannotStart(ignores: false).AssertCorrect();

    [Fact]
    public void TryWakeOne_LeavesItAtAThreadThatCannotBeStarted_IsCaught() => CannotStart(ignores: true).AssertFails(FailureKind.Deadlock);

    [Fact]
    public void G1_Without_IsCaught() => OneSearcher<FlawedCell<FlawedFence>>(ModelOptions.Exhaustive).AssertFails(FailureKind.Deadlock);

    [Fact]
    public void G1_WithoutBeforeStopping_IsCaught() => Stop<FlawedCell<FlawedFence>>().AssertFails(FailureKind.Deadlock);

    [Fact]
    public void G2_AsAPlainStore_IsCaught() => OneSearcher<FlawedCell<FlawedExchange>>(ModelOptions.Exhaustive).AssertFails(FailureKind.Deadlock);

    [Fact]
    public void G3_AsAPlainStore_IsCaught() => LastSearcher<FlawedCell<FlawedAdd>>(s_bounded).AssertFails(FailureKind.Deadlock);

    private static ModelReport OneSearcher<TCell>(ModelOptions options)
        where TCell : struct, IAtomicCell => ModelChecker.Explore(options, () =>
    {
        PoolModel<TCell> pool = new PoolModel<TCell>(1, 1).Searching();
        return new Scenario()
            .Thread("poster", () => pool.Post(0))
            .Thread("searcher", () => pool.Loop(0, 1))
            .Finally(() => pool.AssertRestored(1));
    });

    private static ModelReport TwoPostersOneSearcher<TCell>(ModelOptions options)
        where TCell : struct, IAtomicCell => ModelChecker.Explore(options, () =>
    {
        PoolModel<TCell> pool = new PoolModel<TCell>(1, 2).Searching();
        return new Scenario()
            .Thread("poster 0", () => pool.Post(0))
            .Thread("poster 1", () => pool.Post(1))
            .Thread("searcher", () => pool.Loop(0, 2))
            .Finally(() => pool.AssertRestored(2));
    });

    private static ModelReport TwoPostersTwoThreads<TCell>(ModelOptions options)
        where TCell : struct, IAtomicCell => ModelChecker.Explore(options, () =>
    {
        PoolModel<TCell> pool = new PoolModel<TCell>(2, 2).Searching().Asleep(1);
        return new Scenario()
            .Thread("poster 0", () => pool.Post(0))
            .Thread("poster 1", () => pool.Post(1))
            .Thread("searcher", () => pool.Loop(0, 1))
            .Thread("sleeper", () => pool.LoopFromSleep(1, 1))
            .Finally(() => pool.AssertRestored(2));
    });

    /// <summary>One piece lies there already; the searcher takes either, and a second thread sleeps.</summary>
    private static ModelReport LastSearcher<TCell>(ModelOptions options)
        where TCell : struct, IAtomicCell => ModelChecker.Explore(options, () =>
    {
        PoolModel<TCell> pool = new PoolModel<TCell>(2, 2).Searching().Asleep(1);
        pool.Slots[1].Expose(1, 0);
        return new Scenario()
            .Thread("poster", () => pool.Post(0))
            .Thread("searcher", () => pool.Loop(0, 1))
            .Thread("sleeper", () => pool.LoopFromSleep(1, 1))
            .Finally(() => Assert.Equal(2, pool.Ran.Sum())); // not the counts: the mutant of G3 spoils them in any case
    });

    /// <summary>One thread falls asleep; a second can't be started, and counts as a searcher while a poster finds that out.</summary>
    private static ModelReport CannotStart(bool ignores) => ModelChecker.Explore(s_bounded, () =>
    {
        PoolModel<ModelCell> pool = new PoolModel<ModelCell>(2, 2) { IgnoresFailedStart = ignores }.Searching().Asleep(1);
        pool.CannotStart[1] = true;
        return new Scenario()
            .Thread("poster 0", () => pool.Post(0))
            .Thread("poster 1", () => pool.Post(1))
            .Thread("searcher", () => pool.Loop(0, 2))
            .Finally(() => Assert.Equal(2, pool.Ran[0]));
    });

    private static ModelReport Stop<TCell>()
        where TCell : struct, IAtomicCell => ModelChecker.Explore(ModelOptions.Exhaustive, () =>
    {
        PoolModel<TCell> pool = new PoolModel<TCell>(1, 1).Searching();
        return new Scenario()
            .Thread("disposer", () => pool.Stop())
            .Thread("pool", () => pool.Loop(0, 1))
            .Finally(() => pool.AssertRestored(0));
    });

    /// <summary>Somebody looks at the counts at any moment.</summary>
    private static ModelReport Observed<TCell>()
        where TCell : struct, IAtomicCell => ModelChecker.Explore(ModelOptions.Exhaustive, () =>
    {
        PoolModel<TCell> pool = new PoolModel<TCell>(1, 1).Searching();
        return new Scenario()
            .Thread("poster", () => pool.Post(0))
            .Thread("searcher", () => pool.Loop(0, 1))
            .Thread("observer", () => Assert.True(pool.Gate.Searching >= 0, "searching"));
    });
}
