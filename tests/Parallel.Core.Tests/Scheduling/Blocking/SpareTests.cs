using FluentAssertions;
using ParallelCore.Scheduling;

namespace ParallelCore.Tests.Scheduling.Blocking;

/// <summary>What becomes of the threads that step in, and of the permits that are lent to them.</summary>
public sealed class SpareTests
{
    private static int s_line = 3_000_000;

    [Fact]
    public void Spare_NotNeededForAWhile_EndsAndComesAgain()
    {
        using var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = 1, Name = "ending" });
        var spares = new List<Thread>();
        for (int round = 0; round < 2; round++)
        {
            using var hasRun = new ManualResetEventSlim();
            scheduler.Run(() => ForkJoin.Invoke(
                () =>
                {
                    using (ParallelRange.Blocking())
                        Siege.WaitFor(hasRun);
                },
                () =>
                {
                    spares.Add(Thread.CurrentThread);
                    hasRun.Set();
                }));
            spares[round].Name.Should().Be("ending spare 1");
            spares[round].Join(Siege.Forever).Should().BeTrue("a spare that nobody needs ends");
        }

        spares[0].Should().NotBeSameAs(spares[1]);
        scheduler.GetCounts().Select(place => (place.Name, place.Counts.Steals)).Should().EndWith([("ending former callers and spares", 2L)]).And.HaveCount(3);
    }

    [Fact]
    public void Spare_WorkersAreBack_TakesNothingMore()
    {
        using var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = 2 });
        for (int round = 0; round < 20; round++)
        {
            var siege = new Siege(10);
            Run(scheduler, 11, _ => siege.Join());
            SpinWait.SpinUntil(() => !scheduler.Spares.AreTooMany, Siege.Forever).Should().BeTrue("spares that nobody needs go away");
            var gauge = new Gauge();
            Run(scheduler, 100, _ => gauge.Around(static () => Thread.Yield()));
            gauge.Most.Should().BeInRange(1, 2);
        }
    }

    [Fact]
    public void Dispose_WhileAllBlock_WaitsForThemAndEndsTheSpares()
    {
        for (int round = 0; round < 20; round++)
        {
            var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = 2 });
            using var release = new ManualResetEventSlim();
            using var areBlocked = new CountdownEvent(4);
            Thread?[] threads = new Thread?[4];
            int ended = 0;
            Threads.RunTogether(2, role =>
            {
                if (role == 0)
                {
                    Run(scheduler, 4, i =>
                    {
                        threads[i] = Thread.CurrentThread;
                        using (ParallelRange.Blocking())
                        {
                            areBlocked.Signal();
                            Siege.WaitFor(release);
                        }

                        Interlocked.Increment(ref ended);
                    });
                    return;
                }

                areBlocked.Wait(Siege.Forever).Should().BeTrue();
                var disposer = new Thread(scheduler.Dispose) { IsBackground = true };
                disposer.Start();
                SpinWait.SpinUntil(() => scheduler.IsDisposed);
                release.Set();
                disposer.Join(Siege.Forever).Should().BeTrue();
                threads.Should().OnlyContain(thread => thread!.Name == null || !thread.IsAlive);
            });
            ended.Should().Be(4);
        }
    }

    [Fact]
    public void Dispose_WorkersBlockAfterwards_SparesStillStepIn()
    {
        for (int round = 0; round < 20; round++)
        {
            var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = 2 });
            using var areBlocked = new CountdownEvent(2);
            var siege = new Siege(2)
            {
                Wait = relief =>
                {
                    areBlocked.Signal();
                    SpinWait.SpinUntil(() => scheduler.IsDisposed);
                    using (ParallelRange.Blocking())
                        Siege.WaitFor(relief);
                },
            };
            Threads.RunTogether(2, role =>
            {
                if (role == 0)
                {
                    Run(scheduler, 3, _ => siege.Join());
                    return;
                }

                areBlocked.Wait(Siege.Forever).Should().BeTrue();
                scheduler.Dispose();
            });
        }
    }

    /// <summary>The call that runs blocks again and again; each time it waits for its next body.</summary>
    [Theory]
    [InlineData(1, 1, 200)]
    [InlineData(2, 20, 3)]
    [InlineData(4, 20, 3)]
    public void Dispose_CallBlocksAfterwards_SparesStillStepIn(int workers, int rounds, int count)
    {
        for (int round = 0; round < Effort.Pick(rounds, 50 * rounds); round++)
        {
            var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = workers });
            var meetings = new Barrier(2);
            using var isRunning = new ManualResetEventSlim();
            Threads.RunTogether(2, role =>
            {
                if (role == 1)
                {
                    isRunning.Wait(Siege.Forever).Should().BeTrue();
                    scheduler.Dispose();
                    return;
                }

                scheduler.Run(() =>
                {
                    isRunning.Set();
                    SpinWait.SpinUntil(() => scheduler.IsDisposed);
                    for (int i = 0; i < count; i++)
                        ForkJoin.Invoke(Meet, Meet);
                });
            });
            scheduler.Spares.Absent.Should().Be(0);
            SpinWait.SpinUntil(() => scheduler.Gate.Idle == 0, Siege.Forever).Should().BeTrue("no thread is left, and none is counted");

            void Meet()
            {
                using (ParallelRange.Blocking())
                    meetings.SignalAndWait(Siege.Forever).Should().BeTrue();
            }
        }
    }

    [Fact]
    public void Dispose_ForksInARegionThatTheSpareHasLeft_AnotherComes()
    {
        var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = 1 });
        var meeting = new Barrier(2);
        using var isRunning = new ManualResetEventSlim();
        Threads.RunTogether(2, role =>
        {
            if (role == 1)
            {
                isRunning.Wait(Siege.Forever).Should().BeTrue();
                scheduler.Dispose();
                return;
            }

            scheduler.Run(() =>
            {
                isRunning.Set();
                SpinWait.SpinUntil(() => scheduler.IsDisposed);
                using (ParallelRange.Blocking())
                {
                    SpinWait.SpinUntil(() => scheduler.Gate.Idle == 0, Siege.Forever).Should().BeTrue("a spare that finds nothing leaves");
                    ForkJoin.Invoke(Meet, Meet);
                }
            });
        });

        void Meet()
        {
            using (ParallelRange.Blocking())
                meeting.SignalAndWait(Siege.Forever).Should().BeTrue();
        }
    }

    [Fact]
    public void Dispose_SparesSleepOrNeverStarted_Ends()
    {
        for (int round = 0; round < 100; round++)
        {
            var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = (round % 3) + 1 });
            Run(scheduler, round % 5, _ =>
            {
                using (ParallelRange.Blocking())
                    Thread.Yield();
            });
            Threads.RunTogether(2, _ => scheduler.Dispose());
        }
    }

    [Fact]
    public void Dispose_FromASpare_Throws()
    {
        using var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = 1 });
        using var hasRun = new ManualResetEventSlim();
        Action run = () => scheduler.Run(() => ForkJoin.Invoke(
            () =>
            {
                using (ParallelRange.Blocking())
                    Siege.WaitFor(hasRun);
            },
            () =>
            {
                hasRun.Set();
                scheduler.Dispose();
            }));
        run.Should().Throw<AggregateException>().Which.InnerExceptions.Should().ContainSingle().Which.Should().BeOfType<InvalidOperationException>();
    }

    [Theory]
    [InlineData(4, 2)]
    [InlineData(4, 3)]
    [InlineData(16, 2)]
    public void MaxWorkers_AllBlock_ThePermitsAreLent(int workers, int most)
    {
        using var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = workers });
        for (int round = 0; round < 20; round++)
        {
            var siege = new Siege(most + 5);
            Run(scheduler, most + 6, _ => siege.Join(), most);
        }
    }

    [Fact]
    public void MaxWorkers_AllBlockInLoopsOfOneWorker_TheOuterLoopsPermitsAreLent()
    {
        using var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = 4 });
        for (int round = 0; round < 20; round++)
        {
            var siege = new Siege(2);
            Run(scheduler, 3, _ => Run(scheduler, 1, _ => Run(scheduler, 2, i => (i == 0 ? siege.Join : (Action)(() => { }))(), 1)), 2);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void MaxWorkers_One_NothingIsLent(int workers)
    {
        using var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = workers });
        Run(scheduler, 1, _ => Run(scheduler, 2, _ =>
        {
            using (ParallelRange.Blocking())
                (Worker.Current!.Region!.Limit == WorkerLimit.Alone && !WorkerLimit.Alone.TryAcquire()).Should().BeTrue();
        }, 1));
    }

    [Fact]
    public void MaxWorkers_AfterTheRegions_HoldsAgain()
    {
        using var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = 8 });
        var gauge = new Gauge();
        Run(scheduler, 1, _ => Run(scheduler, 1, _ =>
        {
            for (int i = 0; i < 100; i++)
            {
                using (ParallelRange.Blocking())
                {
                }
            }

            int inside = 0;
            Run(scheduler, 20, _ => gauge.Around(() =>
            {
                Interlocked.Increment(ref inside);
                SpinWait.SpinUntil(() => Volatile.Read(ref inside) > 2, 10); // as long as others might come
                Interlocked.Decrement(ref inside);
            }));
        }, 2));
        gauge.Most.Should().BeInRange(1, 2);
    }

    [Fact]
    public void Reclaim_AReleasedPermitIsTaken_OneMoreIsOutUntilSomebodyReleases()
    {
        var outer = new WorkerLimit();
        var limit = new WorkerLimit();
        limit.Begin(2, outer.Begin(5, null));
        limit.TryAcquire().Should().BeTrue();
        limit.TryAcquire().Should().BeFalse();
        limit.Release();
        limit.TryAcquire().Should().BeTrue();
        limit.Reclaim();
        limit.TryAcquire().Should().BeFalse();
        limit.Release();
        limit.TryAcquire().Should().BeFalse();
        limit.Release();
        limit.TryAcquire().Should().BeTrue();
        for (int i = 0; i < 3; i++)
            outer.TryAcquire().Should().BeTrue();
        outer.TryAcquire().Should().BeFalse();
    }

    [Fact]
    public void MaxSpares_BadValues_AreRefused()
    {
        foreach (int spares in (int[])[-1, int.MinValue, 32_768])
            ((Action)(() => _ = new WorkStealingOptions { MaxSpares = spares })).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("MaxSpares");
        new WorkStealingOptions().MaxSpares.Should().Be(256);
        new WorkStealingOptions { MaxSpares = 32_767 }.MaxSpares.Should().Be(32_767);
    }

    private static void Run(WorkStealingScheduler scheduler, int count, Action<int> body, int most = int.MaxValue) =>
        ParallelRange.Run(0, count, 1, body, new RangeOptions { Scheduler = scheduler, MaxWorkers = most }, Interlocked.Increment(ref s_line));
}
