using FluentAssertions;
using ParallelCore.Collections;

namespace ParallelCore.Tests.Collections;

public sealed class SerialGateAsyncTests
{
    private readonly SerialGate _gate = new();

    [Fact]
    public async Task RunAsync_ManySections_OneAtATimeAcrossTheirAwaits() => (await CountAsync(_gate.RunAsync)).Should().Be(Tally.Right);

    [Fact]
    public async Task SameSections_WithoutTheGate_LoseUpdates() => (await CountAsync(static (body, _, _, _) => body(), isTorn: true)).Should().BeLessThan(Tally.Right);

    [Fact]
    public async Task RunAsync_NextToRun_OneAtATime()
    {
        int asynchronous = 0;
        Task sections = Task.Run(async () =>
        {
            for (int i = 0; i < 1_000; i++)
            {
                await _gate.RunAsync(async () =>
                {
                    int before = asynchronous;
                    await Task.Yield();
                    asynchronous = before + 1;
                });
            }
        });
        Tally.Count(inside => _gate.Run(() =>
        {
            asynchronous++;
            inside();
        })).Should().Be(Tally.Right);
        await sections;
        asynchronous.Should().Be(Tally.Right + 1_000);
    }

    [Fact]
    public async Task RunAsync_EachForm_ReturnsTheResult()
    {
        int runs = 0;
        await _gate.RunAsync(async () =>
        {
            await Task.Yield();
            runs++;
        });
        await _gate.RunAsync(5, async state =>
        {
            await Task.Yield();
            runs += state;
        });
        (await _gate.RunAsync(async () =>
        {
            await Task.Yield();
            return 7;
        })).Should().Be(7);
        (await _gate.RunAsync(8, static async state =>
        {
            await Task.Yield();
            return state;
        })).Should().Be(8);
        runs.Should().Be(6);
        _gate.Statistics.Entries.Should().Be(4);
    }

    [Fact]
    public async Task RunAsync_DuringItsAwaits_HoldsTheGateAndThenOpensIt()
    {
        var mayEnd = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task section = _gate.RunAsync(() => mayEnd.Task);
        _gate.TryEnter(out GateScope scope).Should().BeFalse("this thread is outside again");
        scope.Dispose();

        mayEnd.SetResult();
        await section;
        SerialGateTests.IsFree(_gate).Should().BeTrue();
    }

    [Fact]
    public async Task RunAsync_GateTaken_WaitsWithoutBlockingAndIsCounted()
    {
        Task<int> section;
        using (new Holder(inside => _gate.Run(inside)))
        {
            section = _gate.RunAsync(static () => Task.FromResult(3));
            section.IsCompleted.Should().BeFalse();
        }

        (await section).Should().Be(3);
        _gate.Statistics.ContendedEntries.Should().Be(1);
        _gate.Statistics.TotalWait.Should().BePositive();
    }

    [Fact]
    public async Task RunAsync_SeveralWaiters_ComeInTheirOrder()
    {
        var order = new List<int>();
        Task[] sections;
        using (new Holder(inside => _gate.Run(inside)))
        {
            sections = [.. Enumerable.Range(0, 20).Select(i => _gate.RunAsync(async () =>
            {
                await Task.Yield();
                order.Add(i);
            }))];
        }

        await Task.WhenAll(sections);
        order.Should().Equal(Enumerable.Range(0, 20));
    }

    [Fact]
    public async Task RunAsync_BodyFails_PassesThroughAndOpensTheGate()
    {
        Task thrown = _gate.RunAsync(static () => throw new NotSupportedException("at once"));
        Task<int> failed = _gate.RunAsync(static async Task<int> () =>
        {
            await Task.Yield();
            throw new NotSupportedException("later");
        });

        (await Assert.ThrowsAsync<NotSupportedException>(() => thrown)).Message.Should().Be("at once");
        (await Assert.ThrowsAsync<NotSupportedException>(() => failed)).Message.Should().Be("later");
        SerialGateTests.IsFree(_gate).Should().BeTrue();
    }

    [Fact]
    public async Task RunAsync_TokenCancelledBefore_DoesNotCallTheBody()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Task section = _gate.RunAsync(NotReached, source.Token);
        (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => section)).CancellationToken.Should().Be(source.Token);
        section.IsCanceled.Should().BeTrue();
        SerialGateTests.IsFree(_gate).Should().BeTrue();
    }

    [Fact]
    public async Task RunAsync_CancelledWhileWaiting_DoesNotCallTheBody()
    {
        using var source = new CancellationTokenSource();
        using (new Holder(inside => _gate.Run(inside)))
        {
            Task section = _gate.RunAsync(NotReached, source.Token);
            source.Cancel();
            (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => section)).CancellationToken.Should().Be(source.Token);
        }

        SerialGateTests.IsFree(_gate).Should().BeTrue();
        _gate.Statistics.Entries.Should().Be(2, "the holder and IsFree");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void RunAsync_InsideASynchronousSection_ThrowsAtOnce(bool isReentrant)
    {
        var gate = new SerialGate(isReentrant: isReentrant);
        using (gate.Enter())
        {
            ((Action)(() => gate.RunAsync(NotReached))).Should().Throw<LockRecursionException>();
            ((Action)(() => gate.RunAsync(1, static _ => Task.FromResult(1)))).Should().Throw<LockRecursionException>();
        }

        SerialGateTests.IsFree(gate).Should().BeTrue();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AnyEntry_BeforeTheFirstAwaitOfASection_Throws(bool isReentrant)
    {
        var gate = new SerialGate(isReentrant: isReentrant);
        await Assert.ThrowsAsync<LockRecursionException>(() => gate.RunAsync(async () =>
        {
            gate.Enter().Dispose();
            await Task.Yield();
        }));
        await Assert.ThrowsAsync<LockRecursionException>(() => gate.RunAsync(async () => await gate.RunAsync(NotReached)));
        SerialGateTests.IsFree(gate).Should().BeTrue();
    }

    [Fact]
    public async Task Try_AfterAnAwaitOfTheSection_IsFalse() =>
        await _gate.RunAsync(async () =>
        {
            await Task.Yield();
            _gate.TryEnter(out _).Should().BeFalse();
        });

    [Fact]
    public async Task Enter_AfterASectionThatHasReturned_IsNotTakenForRecursion()
    {
        var mayEnd = new TaskCompletionSource();
        Task section = _gate.RunAsync(() => mayEnd.Task);
        Task second = _gate.RunAsync(static () => Task.CompletedTask);
        second.IsCompleted.Should().BeFalse();
        mayEnd.SetResult();
        await Task.WhenAll(section, second);
    }

    [Fact]
    public async Task RunAsync_AfterAWait_RunsItsBodyInTheCallersContext()
    {
        var context = new RecordingContext();
        SynchronizationContext? seen = null;
        Task section;
        using (new Holder(inside => _gate.Run(inside)))
        {
            SynchronizationContext? before = SynchronizationContext.Current;
            SynchronizationContext.SetSynchronizationContext(context);
            section = _gate.RunAsync(() =>
            {
                seen = SynchronizationContext.Current;
                return Task.CompletedTask;
            });
            SynchronizationContext.SetSynchronizationContext(before);
        }

        await section;
        seen.Should().Be(context);
    }

    [Fact]
    public void RunAsync_ItsContextsThreadEntersMeanwhile_BothComeThrough()
    {
        var context = new QueueingContext();
        SynchronizationContext? before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(context);
        try
        {
            bool hasRun = false;
            Task section;
            using (new Holder(inside => _gate.Run(inside)))
            {
                section = _gate.RunAsync(() =>
                {
                    hasRun = true;
                    return Task.CompletedTask;
                });
            }

            _gate.TryEnter(out GateScope scope, Buffers.Forever).Should().BeTrue("the section has not come back to this thread");
            using (scope)
                hasRun.Should().BeFalse();
            context.RunUntil(section);
            hasRun.Should().BeTrue();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }

        SerialGateTests.IsFree(_gate).Should().BeTrue();
    }

    [Fact]
    public async Task Enter_InterruptedBehindAnAsynchronousSection_LeavesNoPlaceInTheLine()
    {
        Task section;
        using (new Holder(inside => _gate.Run(inside)))
        {
            section = _gate.RunAsync(static () => Task.CompletedTask);
            var entry = new BlockedThread(() => _gate.Enter());
            entry.Interrupt();
            entry.End().Should().BeOfType<ThreadInterruptedException>();
        }

        await section.WaitAsync(Buffers.Forever);
        SerialGateTests.IsFree(_gate).Should().BeTrue();
    }

    [Theory]
    [InlineData(EarlyEnd.TimeOut)]
    [InlineData(EarlyEnd.Interrupt)]
    public async Task Enter_EndsJustWhenTheGateOpens_TheSectionComes(EarlyEnd end)
    {
        for (int round = 0; round < 100; round++)
        {
            Task section = Task.CompletedTask;
            BlockedThread leaver = null!;
            _gate.Run(() =>
            {
                section = Task.Run(() => _gate.RunAsync(static () => Task.CompletedTask));
                leaver = new BlockedThread(() =>
                {
                    _gate.TryEnter(out GateScope scope, end == EarlyEnd.TimeOut ? TimeSpan.FromMilliseconds(1) : Timeout.InfiniteTimeSpan);
                    scope.Dispose();
                });
                if (end == EarlyEnd.Interrupt)
                    leaver.Interrupt();
                Thread.SpinWait(round * 10);
            });
            await section.WaitAsync(Buffers.Forever);
            leaver.End();
        }

        SerialGateTests.IsFree(_gate).Should().BeTrue();
    }

    [Fact]
    public async Task RunAsync_FirstInLineCancelled_TheNextOneComes()
    {
        using var source = new CancellationTokenSource();
        Task first;
        Task second;
        using (new Holder(inside => _gate.Run(inside)))
        {
            first = _gate.RunAsync(NotReached, source.Token);
            second = _gate.RunAsync(static () => Task.CompletedTask);
            source.Cancel();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        }

        await second.WaitAsync(Buffers.Forever);
        SerialGateTests.IsFree(_gate).Should().BeTrue();
    }

    [Fact]
    public async Task RunAsync_BodyReturnsNull_FailsAndOpensTheGate()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => _gate.RunAsync(static () => null!));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _gate.RunAsync(1, static _ => (Task<int>)null!));
        SerialGateTests.IsFree(_gate).Should().BeTrue();
    }

    /// <summary>Where it is torn, the first two sections wait until both have read: without a gate an update is lost then, whatever the machine does.</summary>
    private static async Task<int> CountAsync(Func<Func<Task>, CancellationToken, string, int, Task> run, bool isTorn = false)
    {
        var bothHaveRead = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int sections = 0;
        int count = 0;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (int i = 0; i < Tally.Right / 8; i++)
            {
                await run(
                    async () =>
                    {
                        int before = Volatile.Read(ref count);
                        int section = isTorn ? Interlocked.Increment(ref sections) : 0;
                        if (section == 2)
                            bothHaveRead.SetResult();
                        if (section is 1 or 2)
                            await bothHaveRead.Task;
                        await Task.Yield();
                        Volatile.Write(ref count, before + 1);
                    },
                    default,
                    "",
                    0);
            }
        })));
        return count;
    }

    private static Task NotReached() => throw new InvalidOperationException("The gate was taken, or the token cancelled.");

    /// <summary>One thread's, as that of a user interface.</summary>
    private sealed class QueueingContext : SynchronizationContext
    {
        private readonly BlockingBuffer<(SendOrPostCallback Callback, object? State)> _posted = BlockingBuffer.Fifo<(SendOrPostCallback Callback, object? State)>();

        public override void Post(SendOrPostCallback d, object? state) => _posted.Put((d, state));

        public void RunUntil(Task task)
        {
            while (!task.IsCompleted)
            {
                if (_posted.TryGet(out (SendOrPostCallback Callback, object? State) posted, TimeSpan.FromMilliseconds(10)))
                    posted.Callback(posted.State);
            }
        }
    }

    /// <summary>Runs what is posted on the thread pool, as itself.</summary>
    private sealed class RecordingContext : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) => ThreadPool.QueueUserWorkItem(_ =>
        {
            SetSynchronizationContext(this);
            d(state);
            SetSynchronizationContext(null);
        });
    }
}
