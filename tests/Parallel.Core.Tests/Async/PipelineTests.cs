using System.Diagnostics.Metrics;
using System.Threading.Channels;
using FluentAssertions;
using ParallelCore.Async;
using ParallelCore.Collections;
using ParallelCore.Scheduling;

namespace ParallelCore.Tests.Async;

public sealed class PipelineTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(1000, 1)]
    [InlineData(1000, 3)]
    [InlineData(20_000, 1024)]
    public async Task Stages_OfEveryKind_PassEverythingOnInOrder(int count, int capacity)
    {
        var results = new List<int>();
        AsyncLoopResult result = await Pipeline.From(AsyncForms.Awaited(count), capacity)
            .Select(static x => x + 1, capacity)
            .SelectAwait(4, static async (x, _) =>
            {
                if (x % 5 == 0)
                    await Task.Yield();
                return x * 2;
            }, capacity)
            .Where(static x => x % 3 != 0, capacity)
            .Compute(static x => x + 1, capacity)
            .SelectMany(static x => new[] { x, -x }, capacity)
            .SelectMany(static (x, token) => One(x, token), capacity)
            .Batch(7, capacity: capacity)
            .SelectMany(static batch => batch.Where(static _ => true), capacity)
            .ForEach((x, _) =>
            {
                results.Add(x);
                return default;
            });
        int[] expected = [.. Enumerable.Range(0, count).Select(static x => (x + 1) * 2).Where(static x => x % 3 != 0).Select(static x => x + 1).SelectMany(static x => new[] { x, -x })];
        results.Should().Equal(expected);
        result.Completed.Should().Be(expected.Length);

        static async IAsyncEnumerable<int> One(int x, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token)
        {
            token.ThrowIfCancellationRequested();
            if (x % 11 == 0)
                await Task.Yield();
            yield return x;
        }
    }

    public static TheoryData<string> Failing => ["source", "Select", "SelectAwait", "Where", "Compute", "SelectMany", "ForEach"];

    [Theory]
    [MemberData(nameof(Failing))]
    public async Task Stage_FailsAtAnItem_TheEndGetsAllBeforeItAndThenTheFailure(string failing)
    {
        const int At = 700;
        var results = new List<int>();
        bool isDisposed = false;
        int Check(string stage, int x) => stage == failing && x == At ? throw new FormatException(stage) : x;
        IEnumerable<int> Source()
        {
            try
            {
                for (int i = 0; ; i++)
                    yield return Check("source", i);
            }
            finally
            {
                isDisposed = true;
            }
        }

        Task run = Pipeline.From(Source(), 8)
            .Select(x => Check("Select", x), 8)
            .SelectAwait(4, async (x, _) =>
            {
                await Task.Yield();
                return Check("SelectAwait", x);
            }, 8)
            .Where(x => Check("Where", x) >= 0, 8)
            .Compute(x => Check("Compute", x), 8)
            .SelectMany(x => new[] { Check("SelectMany", x) }, 8)
            .ForEach((x, _) =>
            {
                results.Add(Check("ForEach", x));
                return default;
            });
        await run.Awaiting(static run => run).Should().ThrowAsync<FormatException>().WithMessage(failing);
        results.Should().Equal(Enumerable.Range(0, At));
        isDisposed.Should().BeTrue();
    }

    [Fact]
    public async Task Stages_TwoFail_TheFirstByOrderIsReportedInEveryRun()
    {
        for (int round = 0; round < Effort.Pick(20, 500); round++)
        {
            Func<Task> run = static () => Pipeline.From(Enumerable.Range(0, 1000), 16)
                .Select(static x => x == 500 ? throw new InvalidDataException() : x, 16)
                .Compute(static x => x == 300 ? throw new FormatException() : x, 16)
                .ForEach(static (_, _) => default);
            await run.Should().ThrowAsync<FormatException>();
        }
    }

    [Fact]
    public async Task Compute_TwoOfABlockFailTogether_TheFirstByOrderIsReportedAfterAllBeforeIt()
    {
        const int Count = 16; // the largest block of two workers and this capacity
        const int Low = 5;
        const int High = 11;
        for (int round = 0; round < Effort.Pick(5, 50); round++)
        {
            using var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = 2 });
            using var highFails = new ManualResetEventSlim();
            var input = new Link<int>(4 * Count);
            var output = new Link<int>(4 * Count);
            Task pumping = new ComputeStage<int, int>(input, Compute, scheduler, 4 * Count).Pump(output);
            int[] results = new int[Count];
            for (int i = 0; i < 8; i++)
            {
                // One that comes out before the next one makes blocks larger.
                await input.WriteAsync(new[] { -1 });
                (await output.WaitToReadAsync()).Should().BeTrue();
                output.Read(results).Should().Be(1);
            }

            await input.WriteAsync(Enumerable.Range(0, Count).ToArray());
            input.Complete(null);
            (await pumping.Awaiting(static pumping => pumping).Should().ThrowAsync<FormatException>()).WithMessage($"{Low}");
            results[..output.Read(results)].Should().Equal(Enumerable.Range(0, Low));

            int Compute(int x)
            {
                if (x == Low)
                    highFails.Wait(TimeSpan.FromMilliseconds(200)); // in vain where the blocks are too short for both: then the next round may see them together
                if (x == High)
                    highFails.Set();
                return x is Low or High ? throw new FormatException($"{x}") : x;
            }
        }
    }

    [Fact]
    public async Task ForEach_SeveralBodiesFail_TheTaskCarriesAllTheLowestFirst()
    {
        var meeting = new Rendezvous(3);
        var highFailed = new Signal();
        Task run = Pipeline.From(Enumerable.Range(0, 3)).ForEach(3, async (i, _) =>
        {
            await meeting.Come();
            if (i == 2)
            {
                highFailed.Give();
                throw new InvalidDataException();
            }

            await highFailed.Given;
            throw i == 0 ? new FormatException() : new InvalidOperationException();
        }).WaitAsync(TimeSpan.FromMinutes(1));
        await run.Awaiting(static run => run).Should().ThrowAsync<FormatException>();
        run.Exception!.InnerExceptions.Select(static error => error.GetType())
            .Should().Equal(typeof(FormatException), typeof(InvalidOperationException), typeof(InvalidDataException));
    }

    [Fact]
    public async Task Run_Cancelled_EndsAllStagesAndDisposesTheSource()
    {
        using var cancellation = new CancellationTokenSource();
        var crowd = new Crowd();
        bool isDisposed = false;
        var meeting = new Rendezvous(3);
        async IAsyncEnumerable<int> Source([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token = default)
        {
            try
            {
                for (int i = 0; ; i++)
                {
                    await Task.Yield();
                    token.ThrowIfCancellationRequested();
                    yield return i;
                }
            }
            finally
            {
                isDisposed = true;
            }
        }

        Task run = Pipeline.From(Source(), 4)
            .SelectAwait(3, async (x, token) =>
            {
                crowd.Enter();
                try
                {
                    _ = meeting.Come();
                    await Signal.Cancelled(token);
                    return x;
                }
                finally
                {
                    crowd.Leave();
                }
            }, 4)
            .ForEach(static (_, _) => default, cancellation.Token);
        await meeting.Met;
        await cancellation.CancelAsync();
        await run.Awaiting(static run => run).Should().ThrowAsync<OperationCanceledException>();
        run.IsCanceled.Should().BeTrue();
        crowd.Inside.Should().Be(0);
        isDisposed.Should().BeTrue();
    }

    [Fact]
    public async Task Run_CancelledBefore_RunsNothing()
    {
        Func<Task> run = static () => Pipeline.From(Enumerable.Range(0, 10)).ForEach(static (_, _) => throw new InvalidOperationException("It ran."), new CancellationToken(canceled: true));
        await run.Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task Source_EndlessAndFast_IsHeldUpByTheCapacities()
    {
        int made = 0;
        var slow = new Signal();
        var begun = new Signal();
        IEnumerable<int> Source()
        {
            while (true)
                yield return Interlocked.Increment(ref made);
        }

        using var cancellation = new CancellationTokenSource();
        Pipeline<int> pipeline = Pipeline.From(Source(), 10).Select(static x => x, 10);
        Task run = pipeline.ForEach(async (_, token) =>
        {
            begun.Give();
            await slow.Given.WaitAsync(token);
        }, cancellation.Token);
        await begun.Given;
        int last;
        do
        {
            last = Volatile.Read(ref made);
            for (int i = 0; i < 1000; i++)
                await Task.Yield();
        }
        while (last != Volatile.Read(ref made));
        made.Should().BeLessThan(10 + 10 + (3 * Pumps.Block));
        await cancellation.CancelAsync();
        await run.Awaiting(static run => run).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task Items_ThatAreThere_NeverWaitForThoseThatAreNot()
    {
        // Each item is made only when the one before has come out at the end.
        var channel = Channel.CreateUnbounded<int>();
        channel.Writer.TryWrite(0);
        int seen = 0;
        await Pipeline.From(channel.Reader).Select(static x => x).Compute(static x => x).SelectAwait(2, static (x, _) => new ValueTask<int>(x)).Where(static _ => true)
            .ForEach((x, _) =>
            {
                x.Should().Be(seen++);
                if (seen == 200)
                    channel.Writer.Complete();
                else
                    channel.Writer.TryWrite(seen);
                return default;
            }).WaitAsync(TimeSpan.FromMinutes(1));
        seen.Should().Be(200);
    }

    [Fact]
    public async Task Items_OfABlockingSource_NeverWaitForThoseThatAreNot()
    {
        BlockingBuffer<int> buffer = BlockingBuffer.Fifo<int>();
        buffer.Put(0);
        int seen = 0;
        await Pipeline.From(buffer.GetAll()).Select(static x => x).ForEach((x, _) =>
        {
            if (++seen == 100)
                buffer.Complete();
            else
                buffer.Put(seen);
            return default;
        }).WaitAsync(TimeSpan.FromMinutes(1));
        seen.Should().Be(100);
    }

    [Fact]
    public async Task Batch_ItemsThatWaitTooLong_AreGivenAsTheyAre()
    {
        var clock = new ManualClock();
        var channel = Channel.CreateUnbounded<int>();
        var batches = new List<int[]>();
        Task run = Pipeline.From(channel.Reader).Batch(10, TimeSpan.FromSeconds(1), timeProvider: clock).ForEach((batch, _) =>
        {
            batches.Add(batch);
            channel.Writer.TryComplete();
            return default;
        });
        channel.Writer.TryWrite(1);
        channel.Writer.TryWrite(2);
        while (!run.IsCompleted)
        {
            clock.RunOut();
            await Task.Yield();
        }

        await run;
        batches.SelectMany(static batch => batch).Should().Equal(1, 2);
        clock.Armed.Should().Be(0);
    }

    [Fact]
    public async Task Buffer_AsASource_GivesWhatWasPutWithoutBlocking()
    {
        BlockingBuffer<int> buffer = BlockingBuffer.Fifo<int>(4);
        Task<AsyncLoopResult> run = Pipeline.From(buffer).ForEach(2, static (_, _) => default);
        for (int i = 0; i < 100; i++)
            await buffer.PutAsync(i);
        buffer.Complete();
        (await run).Completed.Should().Be(100);
    }

    [Fact]
    public async Task Channel_AtTheEnd_HasAllItemsAndThenTheFailure()
    {
        ChannelReader<int> reader = Pipeline.From(Enumerable.Range(0, 100)).Select(static x => x == 50 ? throw new FormatException() : x).ToChannel(4);
        var items = new List<int>();
        Func<Task> reading = async () =>
        {
            await foreach (int x in reader.ReadAllAsync())
                items.Add(x);
        };
        await reading.Should().ThrowAsync<FormatException>();
        items.Should().Equal(Enumerable.Range(0, 50));
    }

    [Fact]
    public async Task Enumeration_LeftEarlyAndAgain_StopsTheStagesAndRunsAnew()
    {
        int sources = 0;
        int disposed = 0;
        IEnumerable<int> Source()
        {
            sources++;
            try
            {
                for (int i = 0; ; i++)
                    yield return i;
            }
            finally
            {
                disposed++;
            }
        }

        Pipeline<int> pipeline = Pipeline.From(Source(), 16).Compute(static x => x, 16);
        for (int round = 1; round <= 3; round++)
        {
            int expected = 0;
            await foreach (int x in pipeline.AsAsyncEnumerable())
            {
                x.Should().Be(expected++);
                if (x == 100)
                    break;
            }

            (sources, disposed).Should().Be((round, round));
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(64)]
    public async Task Compute_Always_RunsOnTheWorkersAndSpreads(int workers)
    {
        using var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = workers, Name = "compute" });
        using var all = new Barrier(workers);
        var threads = new System.Collections.Concurrent.ConcurrentDictionary<string, bool>();
        int begun = 0;
        int met = 0;
        List<int> results = await SelectParallelTests.Collect(Pipeline.From(Enumerable.Range(0, 64)).Compute(
            x =>
            {
                threads.TryAdd(Thread.CurrentThread.Name ?? "a pool thread", true);
                if (Interlocked.Increment(ref begun) <= workers && all.SignalAndWait(TimeSpan.FromMinutes(1)))
                    Interlocked.Increment(ref met);
                return x;
            }, 64, scheduler).AsAsyncEnumerable());
        results.Should().Equal(Enumerable.Range(0, 64));
        threads.Keys.Should().OnlyContain(static name => name.StartsWith("compute"));
        met.Should().Be(workers);
    }

    [Fact]
    public async Task Compute_NobodyTakes_GoesAheadFourBlocksForEachWorkerAndNoFurther()
    {
        const int Workers = 2;
        const int Ahead = (4 * Workers) + 2; // one lies in the output, one has been taken and waits for room in it
        using var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = Workers });
        using var begun = new SemaphoreSlim(0);
        int all = 0;
        var input = new Link<int>(100);
        var output = new Link<int>(1);
        Task pumping = new ComputeStage<int, int>(input, Compute, scheduler, capacity: 1).Pump(output);
        await input.WriteAsync(Enumerable.Range(0, 100).ToArray());
        input.Complete(null);
        for (int i = 0; i < Ahead; i++)
            (await begun.WaitAsync(TimeSpan.FromMinutes(1))).Should().BeTrue();

        int[] result = new int[1];
        for (int taken = 0; taken < 100; taken++)
        {
            Volatile.Read(ref all).Should().BeLessThanOrEqualTo(taken + Ahead);
            (await output.WaitToReadAsync()).Should().BeTrue();
            output.Read(result);
            result.Should().Equal(taken);
        }

        await pumping;

        int Compute(int x)
        {
            Interlocked.Increment(ref all);
            begun.Release();
            return x;
        }
    }

    [Fact]
    public async Task Compute_HasHadTheWorkerForLong_LetsAQueuedTaskRunFirst()
    {
        using var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = 1 });
        var queued = new Task(static () => { });
        List<bool> hadTheTaskRun = await SelectParallelTests.Collect(Pipeline.From(Enumerable.Range(0, 4), 4).Compute(x =>
        {
            if (x == 0)
                queued.Start(scheduler.AsTaskScheduler());
            bool hasRun = queued.IsCompleted;
            for (long begun = Environment.TickCount64; Environment.TickCount64 - begun < 40;) // longer than a lane keeps its thread
                Thread.SpinWait(100);
            return hasRun;
        }, 4, scheduler).AsAsyncEnumerable());
        hadTheTaskRun.Skip(2).Should().Equal([true, true], "at most the other lane was queued before it");
    }

    [Fact]
    public async Task Compute_ChangesAnAsyncLocal_NoLaterItemSeesIt()
    {
        using var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = 1 });
        var local = new AsyncLocal<int>();
        List<int> seen = await SelectParallelTests.Collect(Pipeline.From(Enumerable.Range(0, 20), 2).Compute(x =>
        {
            int before = local.Value;
            local.Value = x + 1;
            return before;
        }, 2, scheduler).AsAsyncEnumerable());
        seen.Should().AllBeEquivalentTo(0);
    }

    [Fact]
    public async Task Compute_BlocksInARegion_ASpareBeginsTheNext()
    {
        using var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = 1, MaxSpares = 1 });
        using var second = new ManualResetEventSlim();
        List<bool> met = await SelectParallelTests.Collect(Pipeline.From(Enumerable.Range(0, 2), 2).Compute(x =>
        {
            if (x == 1)
            {
                second.Set();
                return true;
            }

            using (ParallelRange.Blocking())
                return second.Wait(TimeSpan.FromMinutes(1));
        }, 2, scheduler).AsAsyncEnumerable());
        met.Should().Equal(true, true);
    }

    [Fact]
    public async Task Compute_WorkersAreDisposed_FailsAndSaysSo()
    {
        var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = 2 });
        scheduler.Dispose();
        Func<Task> run = () => Pipeline.From(Enumerable.Range(0, 10)).Compute(static x => x, scheduler: scheduler).ForEach(static (_, _) => default).WaitAsync(TimeSpan.FromMinutes(1));
        (await run.Should().ThrowAsync<TaskSchedulerException>()).WithInnerException<ObjectDisposedException>();
    }

    [Fact]
    public async Task Explain_OneStageIsSlow_NamesIt()
    {
        Pipeline<int> pipeline = Pipeline.From(Enumerable.Range(0, 3000), 16, "explained").Select(static x => x, 16)
            .SelectAwait(1, static async (x, _) =>
            {
                for (int i = 0; i < 20; i++)
                    await Task.Yield();
                return x;
            }, 16, options: new AsyncOptions { Name = "slow" });
        pipeline.Explain().Should().Be("The pipeline has not run yet.");
        await pipeline.ForEach(static (_, _) => default);
        pipeline.Explain().Should().StartWith("Pipeline 'explained' has run for ").And.Contain("The bottleneck is 'slow'");
        pipeline.Stages.Select(static stage => (stage.Name, stage.In, stage.Out)).Should().Equal(("source", 0, 3000), ("Select", 3000, 3000), ("slow", 3000, 3000), ("ForEach", 3000, 0));
    }

    [Fact]
    public async Task Meter_WhileAPipelineRuns_HasItsStagesAndForgetsThem()
    {
        var seen = new Dictionary<string, long>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == PipelineMeter.Name)
                listener.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            if (instrument.Name == "pipeline.stage.in" && tags.ToArray().Contains(new("pipeline", "metered")))
                seen[(string)tags.ToArray().Single(static tag => tag.Key == "stage").Value!] = value;
        });
        listener.Start();
        await Pipeline.From(Enumerable.Range(0, 100), 16, "metered").Select(static x => x, 16).ForEach((x, _) =>
        {
            if (x == 99)
                listener.RecordObservableInstruments();
            return default;
        });
        seen.Should().Equal(new Dictionary<string, long> { ["source"] = 0, ["Select"] = 100, ["ForEach"] = 100 });
        PipelineMeter.Running.Should().Be(0);
    }

    [Fact]
    public void Arguments_Bad_AreRefused()
    {
        Pipeline<int> pipeline = Pipeline.From(Enumerable.Range(0, 1));
        FluentActions.Invoking(() => pipeline.Select(static x => x, 0)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("capacity");
        FluentActions.Invoking(() => pipeline.Batch(0)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("size");
        FluentActions.Invoking(() => pipeline.Batch(1, TimeSpan.Zero)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("maxDelay");
        FluentActions.Invoking(() => pipeline.Where(null!)).Should().Throw<ArgumentNullException>().WithParameterName("predicate");
        FluentActions.Invoking(static () => Pipeline.Lines(null!)).Should().Throw<ArgumentNullException>().WithParameterName("stream");
        FluentActions.Invoking(static () => Pipeline.From((IEnumerable<int>)null!)).Should().Throw<ArgumentNullException>().WithParameterName("source");
    }
}
