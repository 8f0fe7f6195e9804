using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;
using FluentAssertions;
using ParallelCore.Scheduling;

namespace ParallelCore.Tests.Async;

/// <summary>What only our loops promise.</summary>
public sealed class AsyncLoopTests
{
    public static TheoryData<AsyncForm> Forms => AsyncForms.Ours;

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Bodies_SeveralFail_TheLowestComesFirstAndNoneBelowIsCancelled(AsyncForm form)
    {
        var meeting = new Rendezvous(4);
        var highFailed = new Signal();
        var isCancelled = new bool[4];
        Task loop = form.Run(4, 4, async (i, token) =>
        {
            await meeting.Come();
            if (i == 2)
            {
                token.Register(static () => { });
                throw new InvalidOperationException("2");
            }

            if (i == 3)
            {
                try
                {
                    await Signal.Cancelled(token);
                }
                finally
                {
                    isCancelled[3] = true;
                    highFailed.Give();
                }
            }

            await highFailed.Given;
            isCancelled[i] = token.IsCancellationRequested;
            if (i == 1)
                throw new FormatException("1");
        }, new AsyncOptions());
        await loop.Awaiting(static loop => loop).Should().ThrowAsync<FormatException>();
        loop.Exception!.InnerExceptions.Select(static error => error.Message).Should().Equal("1", "2");
        isCancelled.Should().Equal(false, false, false, true);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task ContinueOnError_SomeFail_AllRunAndEachFailureIsListedWithItsItem(AsyncForm form)
    {
        AsyncLoopResult result = await form.Run(
            100, 8, static async (i, _) =>
            {
                if (i % 3 == 0)
                    await Task.Yield();
                if (i % 10 == 0)
                    throw new FormatException($"{i}");
            }, new AsyncOptions { ContinueOnError = true, Name = "tens" });
        result.Completed.Should().Be(90);
        result.Failures.Select(static failure => failure.Index).Should().Equal(Enumerable.Range(0, 10).Select(static i => 10L * i));
        result.Failures.Should().AllSatisfy(static failure => Convert.ToInt64(failure.Item).Should().Be(failure.Index));
        result.Invoking(static result => result.ThrowIfAnyFailed()).Should().Throw<AggregateException>().Which.InnerExceptions.Should().HaveCount(10);
        result.ToString().Should().StartWith("Loop 'tens' completed 90 items, and 10 failed, in ");
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task ItemTimeout_BodyThatWaits_FailsWithATimeoutAndNoOtherDoes(AsyncForm form)
    {
        var clock = new ManualClock();
        var waits = new Signal();
        Task<AsyncLoopResult> loop = form.Run(20, 3, async (i, token) =>
        {
            if (i == 5)
            {
                waits.Give();
                await Signal.Cancelled(token);
            }
        }, new AsyncOptions { ItemTimeout = TimeSpan.FromSeconds(1), TimeProvider = clock, ContinueOnError = true });
        await waits.Given;
        while (!loop.IsCompleted)
        {
            clock.RunOut();
            await Task.Yield();
        }

        AsyncLoopResult result = await loop;
        result.Failures.Should().ContainSingle(static failure => failure.Index == 5).Which.Error.Should().BeOfType<TimeoutException>();
        result.Completed.Should().Be(19);
        clock.Armed.Should().Be(0, "no timer stays");
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Degree_RaisedWhileAllWait_StartsMore(AsyncForm form)
    {
        var degree = new AsyncDegree(2);
        var two = new Rendezvous(2);
        var eight = new Rendezvous(8);
        Task<AsyncLoopResult> loop = form.Run(8, degree, async (_, _) =>
        {
            Task all = eight.Come();
            await two.Come();
            await all;
        }, new AsyncOptions());
        await two.Met;
        eight.Missing.Should().Be(6);
        degree.Value = 8;
        await loop.WaitAsync(TimeSpan.FromMinutes(1));
        loop.Result.Lanes.Should().Be(8);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Degree_Lowered_HoldsForWhatBeginsAfterwards(AsyncForm form)
    {
        var degree = new AsyncDegree(8);
        var eight = new Rendezvous(8);
        var crowd = new Crowd();
        await form.Run(200, degree, async (_, _) =>
        {
            if (!eight.Met.IsCompleted)
            {
                if (eight.Missing == 1)
                    degree.Value = 2;
                await eight.Come();
                return;
            }

            crowd.Enter();
            await Task.Factory.StartNew(static () => { }, CancellationToken.None, TaskCreationOptions.PreferFairness, TaskScheduler.Default); // behind all that wait
            crowd.Leave();
        }, new AsyncOptions());
        crowd.Most.Should().BeLessThanOrEqualTo(2);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Around_CallsTwice_TheBodyIsRetriedWithItsOwnItem(AsyncForm form)
    {
        int[] runs = new int[50];
        await form.Run(50, 4, async (i, _) =>
        {
            await Task.Yield();
            if (Interlocked.Increment(ref runs[i]) == 1)
                throw new FormatException();
        }, new AsyncOptions
        {
            Around = static async (call, token) =>
            {
                try
                {
                    await call(token);
                }
                catch (FormatException)
                {
                    await call(token);
                }
            },
        });
        runs.Should().AllBeEquivalentTo(2);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task TaskScheduler_WithOneThread_RunsAllBodiesAndTheirContinuationsThere(AsyncForm form)
    {
        using var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = 1, Name = "one" });
        TaskScheduler tasks = scheduler.AsTaskScheduler();
        int elsewhere = 0;
        await form.Run(100, 4, async (_, _) =>
        {
            elsewhere += TaskScheduler.Current == tasks ? 0 : 1;
            await Task.Yield();
            elsewhere += TaskScheduler.Current == tasks ? 0 : 1;
        }, new AsyncOptions { TaskScheduler = tasks });
        elsewhere.Should().Be(0);
    }

    [Fact]
    public async Task TaskScheduler_ThatWasDisposed_FailsTheLoop()
    {
        var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = 1 });
        scheduler.Dispose();
        Func<Task> loop = () => ParallelRange.RunAsync(0, 10, 4, static (int _, CancellationToken _) => default, new AsyncOptions { TaskScheduler = scheduler.AsTaskScheduler() });
        await loop.Should().ThrowAsync<TaskSchedulerException>();
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Progress_Always_EndsWithTheWholeAndNeverOverlaps(AsyncForm form)
    {
        var reports = new List<AsyncProgress>();
        await form.Run(500, 4, static async (_, _) => await Task.Yield(), new AsyncOptions { Progress = new Docs.CallbackProgress<AsyncProgress>(reports.Add) });
        reports[^1].Should().Be(new AsyncProgress(500, 0, 500));
        reports.Select(static report => report.Completed).Should().BeInAscendingOrder();
    }

    [Fact]
    public async Task Progress_Throws_IsReported()
    {
        Task loop = ParallelRange.RunAsync(0, 10, 4, static (_, _) => default, new AsyncOptions { Progress = new Docs.CallbackProgress<AsyncProgress>(static _ => throw new FormatException()) });
        await loop.Awaiting(static loop => loop).Should().ThrowAsync<FormatException>();
    }

    [Fact]
    public async Task Run_OfCheapBodies_IsGivenBackWhenOneOfThemWaits()
    {
        // By then a lane claims many at once; the one that waits must not keep those behind it.
        int count = 10_000;
        var others = new Rendezvous(count - 1);
        await ParallelRange.RunAsync(0, count, 2, async (i, token) =>
        {
            if (i != 5000)
                _ = others.Come();
            else
                await others.Met;
        }).WaitAsync(TimeSpan.FromMinutes(1));
    }

    /// <summary>No stack has room for so many bodies, each within the one before.</summary>
    [Fact]
    public async Task Bodies_EachEndsWhileItIsAwaited_GoOnElsewhereWhenTheStackEnds()
    {
        const int Count = 200_000;
        var waits = new NestedWaits();
        await ParallelRange.RunAsync(0, Count, 1, (_, _) => waits.Begin()).WaitAsync(TimeSpan.FromMinutes(1));
        waits.Deepest.Should().BeInRange(100, Count - 1, "each body begins within the one before, while there is stack");
        waits.HasGoneOn.Should().BeFalse("a body must not begin where there is no stack left");
    }

    [Fact]
    public async Task Range_AtTheEndsOfItsType_RunsEachIndexOnce()
    {
        var seen = new System.Collections.Concurrent.ConcurrentBag<long>();
        await ParallelRange.RunAsync(int.MaxValue - 2, int.MaxValue, 2, (i, _) => Add(i));
        await ParallelRange.RunAsync(int.MinValue, int.MinValue + 2, 2, (i, _) => Add(i));
        await ParallelRange.RunAsync(long.MaxValue - 2, long.MaxValue, 2, (i, _) => Add(i));
        await ParallelRange.RunAsync(5, 4, 2, (i, _) => Add(i));
        await ParallelRange.RunAsync(long.MaxValue, long.MinValue, 2, (i, _) => Add(i));
        seen.Should().BeEquivalentTo([int.MaxValue - 2L, int.MaxValue - 1L, int.MinValue, int.MinValue + 1L, long.MaxValue - 2, long.MaxValue - 1]);

        ValueTask Add(long i)
        {
            seen.Add(i);
            return default;
        }
    }

    [Fact]
    public async Task Loop_OnceWarm_AllocatesPerLaneAndNotPerItem()
    {
        const int Lanes = 16;
        static async Task<long> Measure(int count)
        {
            var body = (int _, CancellationToken _) => default(ValueTask);
            await ParallelRange.RunAsync(0, count, Lanes, body);
            long least = long.MaxValue;
            for (int round = 0; round < 10; round++)
            {
                long before = GC.GetTotalAllocatedBytes(precise: true);
                await ParallelRange.RunAsync(0, count, Lanes, body);
                least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
            }

            return least;
        }

        (await Measure(200_000)).Should().BeLessThan(Lanes * 1024);
    }

    [Fact]
    public void Arguments_Bad_AreRefusedBeforeAnythingRuns()
    {
        Func<int, CancellationToken, ValueTask> body = static (_, _) => throw new InvalidOperationException("It ran.");
        FluentActions.Invoking(() => { _ = ParallelRange.RunAsync(0, 1, null!, body); }).Should().Throw<ArgumentNullException>().WithParameterName("degree");
        FluentActions.Invoking(() => { _ = ParallelRange.RunAsync(0, 1, 0, body); }).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("value");
        FluentActions.Invoking(() => { _ = ParallelRange.RunAsync(0, 1, 1, null!); }).Should().Throw<ArgumentNullException>().WithParameterName("body");
        FluentActions.Invoking(() => { _ = ParallelRange.RunAsync(long.MinValue, long.MaxValue, 1, static (_, _) => default); }).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("to");
        FluentActions.Invoking(() => { _ = ((IEnumerable<int>)null!).ForEachParallelAsync(1, body); }).Should().Throw<ArgumentNullException>().WithParameterName("source");
        FluentActions.Invoking(static () => new AsyncOptions { ItemTimeout = TimeSpan.Zero }).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("ItemTimeout");
        FluentActions.Invoking(static () => new AsyncOptions { Window = -1 }).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("Window");
        FluentActions.Invoking(static () => AsyncDegree.Adaptive(5, 4)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("initial");
    }

    /// <summary>Waits that end within the call that registers the continuation, until the stack ends; after that, nothing waits any more.</summary>
    private sealed class NestedWaits : IValueTaskSource
    {
        [ThreadStatic]
        private static bool t_hasNoStack;

        [ThreadStatic]
        private static int t_depth;

        private ValueTaskSourceStatus _status;

        /// <summary>How many bodies have begun, at most, within one another.</summary>
        public int Deepest { get; private set; }

        /// <summary>Whether a body has begun all the same.</summary>
        public bool HasGoneOn { get; private set; }

        public ValueTask Begin()
        {
            HasGoneOn |= t_hasNoStack;
            _status = ValueTaskSourceStatus.Pending;
            return HasGoneOn ? default : new ValueTask(this, 0);
        }

        public ValueTaskSourceStatus GetStatus(short token) => _status;

        public void GetResult(short token)
        {
        }

        public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        {
            _status = ValueTaskSourceStatus.Succeeded;
            t_hasNoStack = !RuntimeHelpers.TryEnsureSufficientExecutionStack();
            Deepest = Math.Max(Deepest, ++t_depth);
            continuation(state);
            t_depth--;
            t_hasNoStack = false;
        }
    }
}
