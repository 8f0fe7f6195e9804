using FluentAssertions;
using ParallelCore.Scheduling;

namespace ParallelCore.Tests.Scheduling.Blocking;

/// <summary>All workers wait for something that only comes when somebody else steps in.</summary>
public sealed class BlockingRegionTests : IDisposable
{
    private static int s_line = 2_000_000;

    private readonly List<WorkStealingScheduler> _schedulers = [];

    public static TheoryData<int> Workers => [1, 2, 3, 4, 16];

    public static TheoryData<int, string> WorkersAndForms
    {
        get
        {
            var data = new TheoryData<int, string>();
            foreach (int workers in (int[])[1, 2, 4, 8, 64])
            {
                foreach (string form in (string[])["index", "chunk", "long", "struct", "sequence", "scope", "forks", "nested"])
                    data.Add(workers, form);
            }

            return data;
        }
    }

    public void Dispose() => _schedulers.ForEach(static scheduler => scheduler.Dispose());

    [Theory]
    [MemberData(nameof(WorkersAndForms))]
    public void Blocking_AllWorkersOfOneCall_ItsOtherBodiesStillRun(int workers, string form)
    {
        WorkStealingScheduler scheduler = Build(workers);
        for (int round = 0; round < Math.Max(2, 40 / workers); round++)
            RunAtOnce(scheduler, form, workers + 1, new Siege(workers).Join);
    }

    [Theory]
    [MemberData(nameof(Workers))]
    public void Blocking_ManyMoreThanWorkers_ASpareStepsInForEach(int workers)
    {
        WorkStealingScheduler scheduler = Build(workers);
        for (int round = 0; round < 3; round++)
            RunAtOnce(scheduler, "index", 65, new Siege(64).Join);
    }

    [Fact]
    public void Blocking_AllPoolThreads_AnotherCallersLoopStillGetsAWorker()
    {
        WorkStealingScheduler scheduler = Build(3);
        using var release = new ManualResetEventSlim();
        using var areBlocked = new CountdownEvent(3);
        Threads.RunTogether(2, caller =>
        {
            if (caller == 0)
            {
                RunAtOnce(scheduler, "index", 3, () =>
                {
                    using (ParallelRange.Blocking())
                    {
                        areBlocked.Signal();
                        Siege.WaitFor(release);
                    }
                });
                return;
            }

            areBlocked.Wait(Siege.Forever).Should().BeTrue();
            RunAtOnce(scheduler, "index", 3, Meeting(3));
            release.Set();
        });
    }

    [Theory]
    [MemberData(nameof(Workers))]
    public void Blocking_AllTasks_QueuedOnesStillRun(int workers)
    {
        WorkStealingScheduler scheduler = Build(workers);
        for (int round = 0; round < 10; round++)
        {
            var siege = new Siege(workers);
            Task[] tasks = [.. Enumerable.Range(0, workers + 1).Select(_ =>
                Task.Factory.StartNew(siege.Join, CancellationToken.None, TaskCreationOptions.None, scheduler.AsTaskScheduler()))];
            Task.WaitAll(tasks, Siege.Forever).Should().BeTrue();
        }
    }

    [Fact]
    public void Blocking_WorkComesLaterFromElsewhere_ASpareTakesIt()
    {
        WorkStealingScheduler scheduler = Build(1);
        for (int round = 0; round < 20; round++)
        {
            using var isBlocked = new ManualResetEventSlim();
            using var release = new ManualResetEventSlim();
            Action meet = Meeting(2);
            Threads.RunTogether(2, caller => scheduler.Run(() =>
            {
                if (caller == 0)
                {
                    using (ParallelRange.Blocking())
                    {
                        isBlocked.Set();
                        Siege.WaitFor(release);
                    }
                }
                else
                {
                    Siege.WaitFor(isBlocked);
                    ForkJoin.Invoke(meet, meet);
                    release.Set();
                }
            }));
        }
    }

    [Fact]
    public void Blocking_MoreThanSparesAreLeft_TheRestRunsAfterwards()
    {
        WorkStealingScheduler scheduler = Build(2, spares: 1);
        for (int round = 0; round < 20; round++)
        {
            Action meet = Meeting(3);
            int arrived = 0;
            int ran = 0;
            RunAtOnce(scheduler, "index", 9, () =>
            {
                using (ParallelRange.Blocking())
                {
                    if (Interlocked.Increment(ref arrived) <= 3)
                        meet();
                }

                Interlocked.Increment(ref ran);
            });
            ran.Should().Be(9);
            scheduler.Spares.Threads.Should().ContainSingle();
        }
    }

    [Fact]
    public void Blocking_NoSparesAllowed_NobodyStepsIn()
    {
        WorkStealingScheduler scheduler = Build(2, spares: 0);
        RunAtOnce(scheduler, "index", 100, () =>
        {
            using (ParallelRange.Blocking())
                Thread.Yield();
        });
        scheduler.Spares.Threads.Should().BeEmpty();
        scheduler.GetCounts().Should().HaveCount(3);
    }

    [Fact]
    public void Blocking_Nested_CountsOnce()
    {
        WorkStealingScheduler scheduler = Build(2);
        scheduler.Run(() =>
        {
            using (ParallelRange.Blocking())
            {
                using (ParallelRange.Blocking())
                using (ParallelRange.Blocking())
                    Absences(scheduler).Should().Be(1);
                Absences(scheduler).Should().Be(1);
            }

            Absences(scheduler).Should().Be(0);
        });
        scheduler.Spares.Threads.Should().ContainSingle();
    }

    [Fact]
    public void Dispose_Twice_EndsOnceAndNoLaterRegion()
    {
        WorkStealingScheduler scheduler = Build(2);
        scheduler.Run(() =>
        {
            BlockingRegion first = ParallelRange.Blocking();
            BlockingRegion copy = first;
            first.Dispose();
            first.Dispose();
            Absences(scheduler).Should().Be(0);
            using (ParallelRange.Blocking())
            {
                copy.Dispose();
                Absences(scheduler).Should().Be(1);
            }

            Absences(scheduler).Should().Be(0);
            default(BlockingRegion).Dispose();
        });
    }

    [Fact]
    public void Blocking_OffTheWorkers_DoesNothing() => Threads.RunOnce(() =>
    {
        int absences = Absences(WorkStealingScheduler.Shared);
        using (ParallelRange.Blocking())
        using (ParallelRange.Blocking())
            Absences(WorkStealingScheduler.Shared).Should().Be(absences);
    });

    [Fact]
    public void Blocking_BodyThrows_RegionEndsAndTheLoopReports()
    {
        WorkStealingScheduler scheduler = Build(2);
        Action run = () => RunAtOnce(scheduler, "index", 5, () =>
        {
            using (ParallelRange.Blocking())
                throw new FormatException();
        });
        run.Should().Throw<AggregateException>().Which.InnerExceptions.Should().AllBeOfType<FormatException>();
        Absences(scheduler).Should().Be(0);
    }

    [Fact]
    public void Blocking_ManyShortRegions_NoneIsLost()
    {
        WorkStealingScheduler scheduler = Build(4);
        long sum = 0;
        for (int round = 0; round < 20; round++)
        {
            RunAtOnce(scheduler, "index", 200, () =>
            {
                using (ParallelRange.Blocking())
                    Thread.Yield();
                ForkJoin.Invoke(() => Interlocked.Increment(ref sum), () => Interlocked.Increment(ref sum));
            });
        }

        sum.Should().Be(20 * 200 * 2);
        Absences(scheduler).Should().Be(0);
    }

    /// <summary>A site of short bodies takes many of them at once.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Blocking_ForTheNextBodyOfACheapLoop_ItIsGivenBack(int workers)
    {
        WorkStealingScheduler scheduler = Build(workers);
        for (int round = 0; round < 30; round++)
        {
            using var hasRun = new ManualResetEventSlim();
            bool blocks = round > 10;
            ParallelRange.Run(
                0,
                2000,
                1,
                i =>
                {
                    if (i == 1001)
                        hasRun.Set();
                    if (i != 1000 || !blocks)
                        return;
                    using (ParallelRange.Blocking())
                        Siege.WaitFor(hasRun);
                },
                new RangeOptions { Scheduler = scheduler });
        }
    }

    /// <summary>The loop was begun within a region: the next wait is within it, too, and the worker has taken both bodies at once.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Blocking_AgainWithinARegion_TheNextBodyIsGivenBack(int workers)
    {
        WorkStealingScheduler scheduler = Build(workers);
        for (int round = 0; round < 30; round++)
        {
            using var hasRun = new ManualResetEventSlim();
            bool blocks = round > 10;
            scheduler.Run(() =>
            {
                using (ParallelRange.Blocking())
                {
                    ParallelRange.Run(0, 2000, 1, i =>
                    {
                        if (i == 1001)
                            hasRun.Set();
                        if (i != 1000 || !blocks)
                            return;
                        using (ParallelRange.Blocking())
                            Siege.WaitFor(hasRun);
                    });
                }
            });
        }
    }

    /// <summary>What joins all forks above its own must not find the rest of the loop's piece there.</summary>
    [Theory]
    [InlineData(1, "scope")]
    [InlineData(2, "scope")]
    [InlineData(1, "context")]
    [InlineData(2, "context")]
    public void Blocking_InsideACallOfACheapLoopsBody_EachIndexRunsOnce(int workers, string call)
    {
        const int Count = 2000;
        var local = new AsyncLocal<object>();
        WorkStealingScheduler scheduler = Build(workers);
        for (int round = 0; round < 40; round++)
        {
            int[] runs = new int[Count];
            bool blocks = round > 10;
            ParallelRange.Run(
                0,
                Count,
                1,
                i =>
                {
                    runs[i]++;
                    if (i % 100 != 50 || !blocks)
                        return;
                    if (call == "scope")
                    {
                        ForkJoin.Scope(scope =>
                        {
                            Pause();
                            scope.Spawn(Pause);
                        });
                        return;
                    }

                    local.Value = scheduler;
                    ForkJoin.Invoke(static () => { }, Pause);
                },
                new RangeOptions { Scheduler = scheduler });
            runs.Should().OnlyContain(count => count == 1);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Blocking_RegionIsLeftOpen_ItEndsWithWhatOpenedIt(int workers)
    {
        WorkStealingScheduler scheduler = Build(workers);
        for (int round = 0; round < 10; round++)
        {
            RunAtOnce(scheduler, "index", 9, static () => ParallelRange.Blocking());
            Task.WaitAll([.. Enumerable.Range(0, 4).Select(task =>
                Task.Factory.StartNew(static () => { ParallelRange.Blocking(); }, CancellationToken.None, TaskCreationOptions.None, scheduler.AsTaskScheduler()))], Siege.Forever).Should().BeTrue();
            SpinWait.SpinUntil(() => Absences(scheduler) == 0, Siege.Forever).Should().BeTrue("whoever ran a task may still be about to end it");
        }
    }

    /// <summary>Both forks of the caller were stolen by spares while it blocked; then they block, and what they wait for belongs to one of them, while the caller waits for the other.</summary>
    [Fact]
    public void Blocking_CallerWaitsForSparesThatBlock_OneMoreStepsIn()
    {
        WorkStealingScheduler scheduler = Build(1);
        for (int round = 0; round < 20; round++)
        {
            using var isYoungTaken = new ManualResetEventSlim();
            using var hasCallerReturned = new ManualResetEventSlim();
            using var hasRun = new ManualResetEventSlim();
            void Block(ManualResetEventSlim signal)
            {
                using (ParallelRange.Blocking())
                    Siege.WaitFor(signal);
            }

            scheduler.Run(() => ForkJoin.Invoke(
                () => ForkJoin.Invoke(
                    () =>
                    {
                        Block(isYoungTaken);
                        hasCallerReturned.Set();
                    },
                    () =>
                    {
                        isYoungTaken.Set();
                        Siege.WaitFor(hasCallerReturned);
                        Block(hasRun);
                    }),
                () =>
                {
                    Block(isYoungTaken);
                    Siege.WaitFor(hasCallerReturned);
                    ForkJoin.Invoke(() => Block(hasRun), hasRun.Set);
                }));
        }
    }

    [Fact]
    public void Blocking_InAnotherSchedulersCall_BothCountTheThreadAsGone()
    {
        WorkStealingScheduler outer = Build(2);
        WorkStealingScheduler inner = Build(2);
        var siege = new Siege(2);
        RunAtOnce(outer, "index", 3, () => inner.Run(siege.Join));
        (Absences(outer), Absences(inner)).Should().Be((0, 0));
    }

    /// <summary>The thread waits for a fork of the inner scheduler, which blocks: for the outer one, too, it is as good as gone.</summary>
    [Fact]
    public void Blocking_AnotherSchedulersForkIsAwaited_TheOuterOneReplacesTheThread()
    {
        WorkStealingScheduler outer = Build(1);
        WorkStealingScheduler inner = Build(2);
        for (int round = 0; round < 10; round++)
        {
            using var isTaken = new ManualResetEventSlim();
            using var hasRun = new ManualResetEventSlim();
            outer.Run(() => ForkJoin.Invoke(
                () => inner.Run(() => ForkJoin.Invoke(
                    () => Siege.WaitFor(isTaken),
                    () =>
                    {
                        isTaken.Set();
                        using (ParallelRange.Blocking())
                            Siege.WaitFor(hasRun);
                    })),
                hasRun.Set));
            (Absences(outer), Absences(inner)).Should().Be((0, 0));
        }
    }

    [Fact]
    public void WithLocal_ASpareStepsIn_HasALocalOfItsOwn()
    {
        WorkStealingScheduler scheduler = Build(2);
        var siege = new Siege(2);
        int shared = 0;
        scheduler.Run(() => ParallelRange.From(0, 3).WithChunk(1).WithLocal(() => new int[1]).Select((_, local) =>
        {
            Interlocked.Add(ref shared, local[0]++);
            siege.Join();
            local[0]--;
            return 1;
        }).ToArray().Should().HaveCount(3));
        shared.Should().Be(0);
    }

    [Fact]
    public void Blocking_SteadyState_AllocatesNothing()
    {
        long allocated = -1;
        WorkStealingScheduler scheduler = Build(2);
        scheduler.Run(() =>
        {
            for (int i = 0; i < 2; i++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int call = 0; call < 1000; call++)
                {
                    using (ParallelRange.Blocking())
                        Thread.Yield();
                }

                allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            }
        });
        allocated.Should().Be(0);
    }

    private static int Absences(WorkStealingScheduler scheduler) => scheduler.Spares.Absent;

    private static void Pause()
    {
        using (ParallelRange.Blocking())
            Thread.Yield();
    }

    private static Action Meeting(int count)
    {
        var all = new Barrier(count);
        return () => all.SignalAndWait(Siege.Forever).Should().BeTrue();
    }

    /// <summary>A call of so many bodies, on a line that no other call has: nothing is known of its cost.</summary>
    private static void RunAtOnce(WorkStealingScheduler scheduler, string form, int count, Action body)
    {
        var options = new RangeOptions { Scheduler = scheduler };
        int line = Interlocked.Increment(ref s_line);
        switch (form)
        {
            case "index":
                ParallelRange.Run(0, count, 1, _ => body(), options, line);
                break;
            case "chunk":
                ParallelRange.Run(0, count, 1, (_, _) => body(), options, line);
                break;
            case "long":
                ParallelRange.Run(0L, count, 1, (long _) => body(), options, line);
                break;
            case "struct":
                ParallelRange.Run(0, count, 1, new CallBody(body), options);
                break;
            case "sequence":
                scheduler.Run(() => ParallelRange.From(0, count).WithChunk(1).Select(i =>
                {
                    body();
                    return i;
                }).Sum());
                break;
            case "scope":
                scheduler.Run(() => ForkJoin.Scope(scope =>
                {
                    for (int i = 0; i < count; i++)
                        scope.Spawn(body);
                }));
                break;
            case "forks":
                scheduler.Run(() => Forks(count, body));
                break;
            default:
                ParallelRange.Run(0, (count + 1) / 2, 1, i => ParallelRange.Run(2 * i, Math.Min(count, 2 * i + 2), 1, _ => body(), null, line + 1_000_000), options, line);
                break;
        }
    }

    private static void Forks(int count, Action body)
    {
        if (count == 1)
            body();
        else
            ForkJoin.Invoke(() => Forks(count / 2, body), () => Forks(count - count / 2, body));
    }

    private WorkStealingScheduler Build(int workers, int spares = 256)
    {
        var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = workers, MaxSpares = spares, Name = "blocking" });
        _schedulers.Add(scheduler);
        return scheduler;
    }

    private readonly struct CallBody(Action body) : IRangeBody
    {
        public void Invoke(int start, int end) => body();
    }
}
