using ParallelCore.ModelTests.Checking;
using ParallelCore.Primitives;

namespace ParallelCore.ModelTests.Protocols;

/// <summary>Tasks queued from outside against a reserve thread and a pool thread that fall asleep, and against disposal.</summary>
public sealed class TaskQueueTests
{
    private static readonly ModelOptions s_bounded = new() { MaxPreemptions = 3 };

    [Fact]
    public void QueueTask_ReserveFallsAsleep_TheTaskRuns() => Reserve<ModelCell>(ModelOptions.Exhaustive, 1).AssertCorrect();

    [Fact]
    public void QueueTask_ReserveWakesForNothing_TheTaskRuns() => Reserve<ModelCell>(ModelOptions.Exhaustive with { MaxSpuriousWakes = 2 }, 1).AssertCorrect();

    [Fact]
    public void QueueTask_TwiceFromTwoThreads_BothTasksRun() => Reserve<ModelCell>(s_bounded, 2).AssertCorrect();

    [Fact]
    public void QueueTask_ReserveIsBusyAndAPoolThreadFallsAsleep_TheTaskRuns() => PoolThread<ModelCell>().AssertCorrect();

    [Fact]
    public void Stop_AgainstQueueTask_WhatWasAcceptedRuns() => Stop(GlueFlaw.None).AssertCorrect();

    [Fact]
    public void Dispose_ReserveAndPoolThreadAwake_TheTaskRunsOnceAndBothEnd() => ModelChecker.Explore(s_bounded, static () =>
    {
        PoolModel<ModelCell> pool = new PoolModel<ModelCell>(1, 0, 1).Searching();
        TaskQueueModel<ModelCell> tasks = new(pool);
        return new Scenario()
            .Thread("disposer", () =>
            {
                tasks.Queue(0);
                pool.Stop(tasks.Stop);
            })
            .Thread("reserve", () => tasks.Reserve())
            .Thread("pool", () => pool.Loop(0, int.MaxValue))
            .Finally(() =>
            {
                Assert.Equal(1, tasks.Ran + pool.Ran[0]);
                Assert.Equal((0, 0), (pool.Gate.Searching, pool.Gate.Sleeping));
            });
    }).AssertCorrect();

    [Fact]
    public void Q1_AsAPlainStore_IsCaught() => Reserve<FlawedCell<FlawedCompareExchange>>(ModelOptions.Exhaustive, 1).AssertFails(FailureKind.Deadlock);

    [Fact]
    public void Q1_AsAPlainStoreBeforeTheGate_IsCaught() => PoolThread<FlawedCell<FlawedCompareExchange>>().AssertFails(FailureKind.Deadlock);

    [Fact]
    public void Q2_AsAPlainStore_IsCaught() => Reserve<FlawedCell<FlawedExchange>>(ModelOptions.Exhaustive, 1).AssertFails(FailureKind.Deadlock);

    [Fact]
    public void ReserveLoop_AsksWhetherToStopAfterTheQueue_IsCaught() => Stop(GlueFlaw.StopAfterQueue).AssertFails(FailureKind.Invariant);

    private static ModelReport Reserve<TCell>(ModelOptions options, int posters)
        where TCell : struct, IAtomicCell => ModelChecker.Explore(options, () =>
    {
        TaskQueueModel<TCell> tasks = new(new PoolModel<TCell>(0, 0, posters));
        Scenario scenario = new Scenario().Thread("reserve", () => tasks.Reserve(posters));
        for (int i = 0; i < posters; i++)
        {
            int task = i;
            scenario.Thread($"poster {task}", () => tasks.Queue(task));
        }
        return scenario.Finally(() => Assert.Equal(posters, tasks.Ran));
    });

    private static ModelReport PoolThread<TCell>()
        where TCell : struct, IAtomicCell => ModelChecker.Explore(ModelOptions.Exhaustive, () =>
    {
        PoolModel<TCell> pool = new PoolModel<TCell>(1, 0, 1).Searching();
        TaskQueueModel<TCell> tasks = new(pool);
        return new Scenario()
            .Thread("poster", () => tasks.Queue(0))
            .Thread("pool", () => pool.Loop(0, 1))
            .Finally(() => pool.AssertRestored(1));
    });

    private static ModelReport Stop(GlueFlaw flaw) => ModelChecker.Explore(ModelOptions.Exhaustive, () =>
    {
        TaskQueueModel<ModelCell> tasks = new(new PoolModel<ModelCell>(0, 0, 1), flaw);
        bool accepted = false;
        return new Scenario()
            .Thread("poster", () => accepted = tasks.Queue(0))
            .Thread("disposer", tasks.Stop)
            .Thread("reserve", () => tasks.Reserve())
            .Finally(() => Assert.Equal(accepted ? 1 : 0, tasks.Ran));
    });
}
