using ParallelCore.ModelTests.Checking;
using ParallelCore.Primitives;

namespace ParallelCore.ModelTests.Protocols;

/// <summary>Tasks queued from outside against a reserve thread and a pool thread that fall asleep, and against disposal.</summary>
public sealed class TaskQueueTests
{
    private static readonly ModelOptions s_bounded = new() { MaxPreemptions = 3 };
    private static readonly ModelOptions s_bounded2 = new() { MaxPreemptions = 2 };

    [Fact]
    public void QueueTask_ReserveFallsAsleep_TheTaskRuns() => Reserve<ModelCell>(ModelOptions.Exhaustive, 1).AssertCorrect();

    [Fact]
    public void QueueTask_ReserveWakesForNothing_TheTaskRuns() => Reserve<ModelCell>(ModelOptions.Exhaustive with { MaxSpuriousWakes = 2 }, 1).AssertCorrect();

    [Fact]
    public void QueueTask_TwiceFromTwoThreads_BothTasksRun() => Reserve<ModelCell>(s_bounded2, 2).AssertCorrect();

    [Fact]
    public void QueueTask_ReserveIsBusyAndAPoolThreadFallsAsleep_TheTaskRuns() => PoolThread().AssertCorrect();

    [Fact]
    public void TryRunNext_ReserveRunsATaskThatForks_SomebodyComes() => Forks(preemptions: 1).AssertCorrect();

    [Fact]
    public void Doze_ATaskLeavesTheQueueWhileThePoolThreadFallsAsleep_SomebodyComes() => FallsAsleep(GlueFlaw.None, Effort.Pick(s_bounded2, s_bounded)).AssertCorrect();

    [Fact]
    public void Stop_AgainstQueueTask_WhatWasAcceptedRuns() => Stop(GlueFlaw.None).AssertCorrect();

    [Fact]
    public void Dispose_ReserveAndPoolThreadAwake_TheTaskRunsOnceAndBothEnd() => ModelChecker.Explore(s_bounded2 with { MaxPreemptions = Effort.Pick(quick: 1, full: 2) }, static () =>
    {
        PoolModel<ModelCell, ModelCell> pool = new PoolModel<ModelCell, ModelCell>(1, 0, 1).Searching();
        TaskQueueModel<ModelCell, ModelCell> tasks = new(pool);
        return new Scenario()
            .Thread("disposer", () =>
            {
                tasks.Queue(0);
                pool.Stop(tasks.Stop);
            })
            .Thread("reserve", tasks.Reserve)
            .Thread("pool", () => pool.Loop(0))
            .Finally(() =>
            {
                Assert.Equal(1, tasks.Ran + pool.Ran[0]);
                Assert.Equal(0, pool.Gate.Idle);
            });
    }).AssertCorrect();

    [Fact]
    public void Q1_AsAPlainStore_IsCaught() => Reserve<FlawedCell<FlawedCompareExchange>>(ModelOptions.Exhaustive, 1).AssertFails(FailureKind.Livelock);

    [Fact]
    public void Q1_NoLookForALooker_IsCaught() => Forks(preemptions: 2, GlueFlaw.NoLookByGuest).AssertFails(FailureKind.Livelock);

    [Fact]
    public void Q2_AsAPlainStore_IsCaught() => Reserve<FlawedCell<FlawedExchange>>(ModelOptions.Exhaustive, 1).AssertFails(FailureKind.Livelock);

    [Fact]
    public void Doze_RootCallsAskedForBeforeTheQueue_IsCaught() => FallsAsleep(GlueFlaw.RootCallsBeforeQueue, Effort.Pick(s_bounded2, s_bounded)).AssertFails(FailureKind.Livelock);

    [Fact]
    public void ReserveLoop_AsksWhetherToStopAfterTheQueue_IsCaught() => Stop(GlueFlaw.StopAfterQueue).AssertFails(FailureKind.Invariant);

    private static ModelReport Reserve<TReserve>(ModelOptions options, int posters)
        where TReserve : struct, IAtomicCell => ModelChecker.Explore(options, () =>
    {
        TaskQueueModel<TReserve, ModelCell> tasks = new(new PoolModel<ModelCell, ModelCell>(0, 0, posters));
        ModelCell ended = new("ended");
        ModelCell posted = new("posted");
        Scenario scenario = new Scenario().Thread("reserve", () => tasks.Reserve());
        tasks.Body = () => ended.Add(1);
        for (int i = 0; i < posters; i++)
        {
            int task = i;
            scenario.Thread($"poster {task}", () =>
            {
                tasks.Queue(task);
                if (posted.Add(1) != posters)
                    return;
                while (ended.Read() != posters)
                    ModelCell.Spin();
                tasks.Stop();
            });
        }
        return scenario.Finally(() => Assert.Equal(posters, tasks.Ran));
    });

    /// <summary>The reserve's task lasts until the pool thread has run another one.</summary>
    private static ModelReport PoolThread() => ModelChecker.Explore(s_bounded, static () =>
    {
        PoolModel<ModelCell, ModelCell> pool = new PoolModel<ModelCell, ModelCell>(1, 0, 1).Searching();
        TaskQueueModel<ModelCell, ModelCell> tasks = new(pool);
        ModelCell ended = new("ended");
        pool.Body = _ => ended.Write(1);
        return new Scenario()
            .Thread("poster", () =>
            {
                tasks.Queue(0); // the reserve counts as awake, and is nowhere
                while (ended.Read() == 0)
                    ModelCell.Spin();
                pool.Stop();
            })
            .Thread("pool", () => pool.Loop(0))
            .Finally(() => pool.AssertRestored(1));
    });

    /// <summary>The reserve's task, but not the pool thread's, forks, and goes on only when that was taken.</summary>
    private static ModelReport Forks(int preemptions, GlueFlaw flaw = GlueFlaw.None) => ModelChecker.Explore(new() { MaxPreemptions = preemptions }, () =>
    {
        PoolModel<ModelCell, ModelCell> pool = new PoolModel<ModelCell, ModelCell>(1, 1, 1, flaw).WithPlaces(1).Searching();
        TaskQueueModel<ModelCell, ModelCell> tasks = new(pool, flaw);
        ModelCell ended = new("ended");
        pool.Body = _ => ended.Write(1);
        tasks.Body = () =>
        {
            pool.Push(0);
            pool.AwaitTaken(0, 0);
        };
        return new Scenario()
            .Thread("poster", () =>
            {
                tasks.Queue(0);
                while (ended.Read() == 0)
                {
                    ModelCell.Spin();
                    ModelChecker.Forget(0);
                }
                pool.Stop(tasks.Stop);
            })
            .Thread("reserve", tasks.Reserve)
            .Thread("pool", () => pool.Loop(0));
    });

    /// <summary>The same, when the reserve has just found the queue empty; the pool thread is about to sleep, but still searched when the task was queued.</summary>
    private static ModelReport FallsAsleep(GlueFlaw flaw, ModelOptions options) => ModelChecker.Explore(options, () =>
    {
        PoolModel<ModelCell, ModelCell> pool = new PoolModel<ModelCell, ModelCell>(1, 1, 1, flaw).WithPlaces(1).Searching();
        TaskQueueModel<ModelCell, ModelCell> tasks = new(pool, flaw);
        ModelCell ended = new("ended");
        pool.Queue(0);
        pool.Body = _ => ended.Write(1);
        tasks.Body = () =>
        {
            pool.Push(0);
            pool.AwaitTaken(0, 0);
        };
        return new Scenario()
            .Thread("reserve", tasks.ReserveFromEmptyQueue)
            .Thread("pool", () => pool.LoopFromDoze(0))
            .Thread("disposer", () =>
            {
                while (ended.Read() == 0)
                {
                    ModelCell.Spin();
                    ModelChecker.Forget(0);
                }
                pool.Stop(tasks.Stop);
            });
    });

    private static ModelReport Stop(GlueFlaw flaw) => ModelChecker.Explore(ModelOptions.Exhaustive, () =>
    {
        TaskQueueModel<ModelCell, ModelCell> tasks = new(new PoolModel<ModelCell, ModelCell>(0, 0, 1), flaw);
        bool accepted = false;
        return new Scenario()
            .Thread("poster", () => accepted = tasks.Queue(0))
            .Thread("disposer", tasks.Stop)
            .Thread("reserve", tasks.Reserve)
            .Finally(() => Assert.Equal(accepted ? 1 : 0, tasks.Ran));
    });
}
