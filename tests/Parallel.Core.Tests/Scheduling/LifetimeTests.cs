using FluentAssertions;
using ParallelCore.Scheduling;

namespace ParallelCore.Tests.Scheduling;

/// <summary>Building, disposing and counting.</summary>
public sealed class LifetimeTests
{
    [Fact]
    public void Constructor_Options_AreObeyed()
    {
        using var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = 3, Name = "mine", Priority = ThreadPriority.BelowNormal });
        (scheduler.Workers, scheduler.Name, scheduler.IsDisposed).Should().Be((3, "mine", false));
        int caller = Environment.CurrentManagedThreadId;
        string? name = null;
        ThreadPriority? priority = null;
        bool isBackground = false;
        Pair.Run(new RangeOptions { Scheduler = scheduler }, _ =>
        {
            if (Environment.CurrentManagedThreadId != caller)
                (name, priority, isBackground) = (Thread.CurrentThread.Name, Thread.CurrentThread.Priority, Thread.CurrentThread.IsBackground);
        });
        name.Should().StartWith("mine worker ");
        priority.Should().Be(ThreadPriority.BelowNormal);
        isBackground.Should().BeTrue();
    }

    [Fact]
    public void Constructor_OptionsChangeAfterwards_KeepsThoseItWasGiven()
    {
        var options = new WorkStealingOptions { Workers = 2, Name = "before", WaitingShare = 0.25 };
        using var scheduler = new WorkStealingScheduler(options);
        options.Workers = 3;
        options.Name = "after";
        options.WaitingShare = 1;
        (scheduler.Workers, scheduler.Name, scheduler.WaitingShare).Should().Be((2, "before", 0.25));
    }

    [Fact]
    public void Constructor_BadOptions_AreRefused()
    {
        foreach (int workers in (int[])[0, -1, int.MinValue, 32_768])
            ((Action)(() => _ = new WorkStealingOptions { Workers = workers })).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("Workers");
        ((Action)(() => _ = new WorkStealingOptions { Name = null! })).Should().Throw<ArgumentNullException>().WithParameterName("Name");
        ((Action)(() => _ = new WorkStealingOptions { Priority = (ThreadPriority)99 })).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("Priority");
        new WorkStealingOptions().Workers.Should().Be(Environment.ProcessorCount);
        WorkStealingScheduler.Shared.Workers.Should().Be(Environment.ProcessorCount);
    }

    [Fact]
    public void Run_Body_UsesThisSchedulerAndPassesExceptionsThrough()
    {
        using var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = 2, Name = "for run" });
        int caller = Environment.CurrentManagedThreadId;
        string? name = null;
        using var both = new Barrier(2);
        void Side()
        {
            both.SignalAndWait();
            if (Environment.CurrentManagedThreadId != caller)
                name = Thread.CurrentThread.Name;
        }

        scheduler.Run(() => ForkJoin.Invoke(Side, Side));
        name.Should().Be("for run worker 1");
        ((Action)(() => scheduler.Run(() => throw new FormatException()))).Should().Throw<FormatException>();
        ((Action)(() => scheduler.Run(null!))).Should().Throw<ArgumentNullException>().WithParameterName("body");
    }

    [Fact]
    public void Dispose_NeverUsedOrTwice_Ends()
    {
        var unused = new WorkStealingScheduler(new WorkStealingOptions { Workers = 4 });
        unused.Dispose();
        unused.Dispose();
        unused.IsDisposed.Should().BeTrue();

        var used = new WorkStealingScheduler(new WorkStealingOptions { Workers = 4 });
        ParallelRange.Run(0, 100, 1, _ => Thread.SpinWait(100), new RangeOptions { Scheduler = used });
        Threads.RunTogether(4, _ => used.Dispose());
        ((Action)(() => used.Run(() => { }))).Should().Throw<ObjectDisposedException>();
        used.GetStatistics().Forks.Should().BePositive();
    }

    [Fact]
    public void Dispose_ThreadsThatSleepSpinOrNeverStarted_End()
    {
        for (int round = 0; round < 100; round++)
        {
            var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = (round % 8) + 1 });
            for (int loop = 0; loop < round % 4; loop++)
                ParallelRange.Run(0, 20, 1, _ => Thread.SpinWait(20), new RangeOptions { Scheduler = scheduler });
            scheduler.Dispose();
        }
    }

    [Fact]
    public void Dispose_FromItsOwnWork_Throws()
    {
        using var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = 2 });
        Action run = () => Pair.Run(new RangeOptions { Scheduler = scheduler }, _ => scheduler.Dispose());
        run.Should().Throw<AggregateException>().Which.InnerExceptions.Should().HaveCount(2).And.AllBeOfType<InvalidOperationException>();
        scheduler.IsDisposed.Should().BeFalse();
        Task task = Task.Factory.StartNew(scheduler.Dispose, CancellationToken.None, TaskCreationOptions.None, scheduler.AsTaskScheduler());
        ((Action)task.Wait).Should().Throw<AggregateException>().Which.InnerExceptions[0].Should().BeOfType<InvalidOperationException>();
    }

    [Fact]
    public void Dispose_Shared_Throws() => ((Action)WorkStealingScheduler.Shared.Dispose).Should().Throw<InvalidOperationException>();

    [Fact]
    public void Dispose_WhileLoopsRun_TheyCompleteAndLaterOnesAreRefused()
    {
        for (int round = 0; round < 30; round++)
        {
            var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = 4 });
            var options = new RangeOptions { Scheduler = scheduler };
            using var started = new ManualResetEventSlim();
            int[] ran = new int[300];
            Threads.RunTogether(2, role =>
            {
                if (role == 0)
                {
                    ParallelRange.Run(
                        0,
                        ran.Length,
                        1,
                        i =>
                        {
                            started.Set();
                            Thread.SpinWait(300);
                            ParallelRange.Run(i, i + 1, _ => Interlocked.Increment(ref ran[i]));
                        },
                        options);
                    return;
                }

                started.Wait();
                scheduler.Dispose();
            });
            ran.Should().OnlyContain(times => times == 1);
            ((Action)(() => ParallelRange.Run(0, 1, _ => { }, options))).Should().Throw<ObjectDisposedException>();
        }
    }

    [Fact]
    public void GetStatistics_AfterWork_IsPlausible()
    {
        using var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = 4, Name = "counted" });
        scheduler.GetCounts().Should().OnlyContain(place => place.Counts.IsEmpty);
        for (int round = 0; round < 20; round++)
        {
            ParallelRange.Run(0, 100, 1, _ => Thread.SpinWait(300), new RangeOptions { Scheduler = scheduler });
            scheduler.Run(() => Tree(8));
        }

        WorkStealingStatistics statistics = scheduler.GetStatistics();
        statistics.Forks.Should().BeGreaterThanOrEqualTo(20 * 255).And.BeGreaterThanOrEqualTo(statistics.Steals);
        statistics.Steals.Should().BePositive();
        statistics.Wakes.Should().BePositive();
        statistics.FailedSteals.Should().BeGreaterThanOrEqualTo(0);
        (string Name, WorkerCounts Counts)[] places = scheduler.GetCounts();
        statistics.Forks.Should().Be(places.Sum(place => place.Counts.Forks));
        places.Select(place => place.Name).Should().StartWith(["counted worker 1", "counted worker 2", "counted worker 3"]).And.Contain("counted caller 1");
        statistics.ToString().Should().StartWith($"{places.Length} ").And.Contain($"{statistics.Steals} steals");
    }

    private static int Tree(int depth)
    {
        if (depth == 0)
            return 1;
        (int left, int right) = ForkJoin.Invoke(depth - 1, depth - 1, static k => Tree(k));
        return left + right;
    }
}
