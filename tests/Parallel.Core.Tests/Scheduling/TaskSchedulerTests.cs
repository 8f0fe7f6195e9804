using FluentAssertions;
using ParallelCore.Scheduling;

namespace ParallelCore.Tests.Scheduling;

/// <summary>Tasks on the workers.</summary>
public sealed class TaskSchedulerTests : IDisposable
{
    private readonly WorkStealingScheduler _scheduler = new(new WorkStealingOptions { Workers = 3, Name = "tasks" });

    public static TheoryData<int> Workers => [1, 2, 4, 64];

    public void Dispose() => _scheduler.Dispose();

    [Fact]
    public void AsTaskScheduler_AnyCall_IsTheSameObject()
    {
        _scheduler.AsTaskScheduler().Should().BeSameAs(_scheduler.AsTaskScheduler());
        _scheduler.AsTaskScheduler().MaximumConcurrencyLevel.Should().Be(3);
    }

    [Fact]
    public void StartNew_Task_RunsOnAThreadOfTheScheduler()
    {
        TaskScheduler? current = null;
        string? name = Start(() =>
        {
            current = TaskScheduler.Current;
            return Thread.CurrentThread.Name;
        }).Result;
        name.Should().StartWith("tasks ");
        current.Should().BeSameAs(_scheduler.AsTaskScheduler());
    }

    [Theory]
    [MemberData(nameof(Workers))]
    public void StartNew_ManyTasks_AllRunAndNeverTooManyAtOnce(int workers)
    {
        var gauge = new Gauge();
        int count = 0;
        Task[] tasks = [.. Enumerable.Range(0, 2_000).Select(_ => StartOn(Schedulers.Of(workers), () => gauge.Around(() =>
        {
            Thread.SpinWait(50);
            Interlocked.Increment(ref count);
        })))];
        Task.WaitAll(tasks);
        count.Should().Be(2_000);
        gauge.Most.Should().BeInRange(1, workers);
    }

    [Theory]
    [MemberData(nameof(Workers))]
    public void Wait_InsideATask_RunsTheOtherInline(int workers)
    {
        WorkStealingScheduler scheduler = Schedulers.Of(workers);
        for (int round = 0; round < 20; round++)
        {
            // With every worker waiting, only inlining lets the inner tasks run.
            int count = 0;
            Task[] outer = [.. Enumerable.Range(0, workers + 2).Select(_ => StartOn(scheduler, () =>
            {
                Task inner = StartOn(scheduler, () => Interlocked.Increment(ref count));
                inner.Wait();
            }))];
            Task.WaitAll(outer);
            count.Should().Be(workers + 2);
        }
    }

    [Fact]
    public void Wait_OutsideTheScheduler_IsNotInlined()
    {
        int waiter = Environment.CurrentManagedThreadId;
        for (int round = 0; round < 100; round++)
            Start(() => Environment.CurrentManagedThreadId).Result.Should().NotBe(waiter);
    }

    [Theory]
    [MemberData(nameof(Workers))]
    public void ParallelFor_OnTheTaskScheduler_RunsEachIndexOnce(int workers)
    {
        int[] ran = new int[5_000];
        int strangers = 0;
        Parallel.For(0, ran.Length, new ParallelOptions { TaskScheduler = Schedulers.Of(workers).AsTaskScheduler() }, i =>
        {
            Interlocked.Increment(ref ran[i]);
            if (Thread.CurrentThread.Name?.StartsWith($"test of {workers} ") != true)
                Interlocked.Increment(ref strangers);
        });
        ran.Should().OnlyContain(times => times == 1);
        strangers.Should().Be(0);
    }

    [Theory]
    [MemberData(nameof(Workers))]
    public void StartNew_TaskRunsALoop_LoopUsesTheScheduler(int workers)
    {
        int[] ran = new int[40 * 50];
        Task[] tasks = [.. Enumerable.Range(0, 40).Select(task => StartOn(
            Schedulers.Of(workers), () => ParallelRange.Run(task * 50, (task + 1) * 50, 5, i => Interlocked.Increment(ref ran[i]))))];
        Task.WaitAll(tasks);
        ran.Should().OnlyContain(times => times == 1);
    }

    [Fact]
    public async Task Await_InATask_ContinuesOnTheScheduler()
    {
        string? after = null;
        await Task.Factory.StartNew(
            async () =>
            {
                await Task.Yield();
                after = Thread.CurrentThread.Name;
            },
            CancellationToken.None,
            TaskCreationOptions.None,
            _scheduler.AsTaskScheduler()).Unwrap();
        after.Should().StartWith("tasks ");
    }

    [Fact]
    public void StartNew_TaskFails_FailureIsTheTasksAndTheWorkerLives()
    {
        for (int round = 0; round < 50; round++)
        {
            Task failed = StartOn(_scheduler, () => throw new FormatException());
            ((Action)failed.Wait).Should().Throw<AggregateException>().Which.InnerExceptions[0].Should().BeOfType<FormatException>();
        }

        Start(() => 1).Result.Should().Be(1);
    }

    [Fact]
    public void StartNew_CancelledBeforeItRuns_NeverRuns()
    {
        using var release = new ManualResetEventSlim();
        using var source = new CancellationTokenSource();
        using var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = 1 });
        Task holder = StartOn(scheduler, release.Wait);
        bool ran = false;
        Task cancelled = Task.Factory.StartNew(() => ran = true, source.Token, TaskCreationOptions.None, scheduler.AsTaskScheduler());
        source.Cancel();
        release.Set();
        holder.Wait();
        ((Action)cancelled.Wait).Should().Throw<AggregateException>().Which.InnerExceptions[0].Should().BeOfType<TaskCanceledException>();
        ran.Should().BeFalse();
    }

    [Fact]
    public void StartNew_AfterDispose_Throws()
    {
        _scheduler.Dispose();
        Action start = () => StartOn(_scheduler, () => { });
        start.Should().Throw<TaskSchedulerException>().Which.InnerException.Should().BeOfType<ObjectDisposedException>();
    }

    [Theory]
    [MemberData(nameof(Workers))]
    public void Dispose_WithQueuedTasks_RunsThemFirst(int workers)
    {
        var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = workers });
        int count = 0;
        Task[] tasks = [.. Enumerable.Range(0, 500).Select(_ => StartOn(scheduler, () =>
        {
            Thread.SpinWait(100);
            Interlocked.Increment(ref count);
        }))];
        scheduler.Dispose();
        count.Should().Be(500);
        tasks.Should().OnlyContain(task => task.IsCompletedSuccessfully);
    }

    [Fact]
    public void StartNew_AfterSleeping_IsNoticed()
    {
        for (int round = 0; round < 300; round++)
        {
            // Each task waits until the one before is over, by when the threads are about to sleep.
            Thread.SpinWait(round * 20);
            Start(() => round).Result.Should().Be(round);
        }
    }

    private Task<T> Start<T>(Func<T> body) => Task.Factory.StartNew(body, CancellationToken.None, TaskCreationOptions.None, _scheduler.AsTaskScheduler());

    private static Task StartOn(WorkStealingScheduler scheduler, Action body) =>
        Task.Factory.StartNew(body, CancellationToken.None, TaskCreationOptions.None, scheduler.AsTaskScheduler());
}
