using FluentAssertions;
using ParallelCore.Scheduling;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Docs;

/// <summary>The rows of docs/exceptions-and-cancellation.md, on four workers whatever the machine has.</summary>
public sealed class ExceptionsAndCancellationTests : IDisposable
{
    private const int Count = 1_000;

    private readonly WorkStealingScheduler _scheduler = new(new WorkStealingOptions { Workers = 4 });
    private readonly CancellationTokenSource _source = new();

    public void Dispose()
    {
        _scheduler.Dispose();
        _source.Dispose();
    }

    public static TheoryData<string, Action> BadArguments => new()
    {
        { "body", () => ParallelRange.Run(0, 1, (Action<int>)null!) },
        { "left", () => ForkJoin.Invoke(null!, () => { }) },
        { "chunk", () => ParallelRange.Run(0, 1, 0, NotReached) },
        { "chunk", () => ParallelRange.Run(0, 3, ChunkPolicy.ByWeight(new double[2]), NotReached) },
        { "weight", () => ParallelRange.Run(0, 3, ChunkPolicy.ByWeight(static _ => double.NaN), NotReached) },
        { "MaxWorkers", () => _ = new RangeOptions { MaxWorkers = 0 } },
    };

    [Theory]
    [MemberData(nameof(BadArguments))]
    public void Run_BadArgument_ThrowsWithItsNameBeforeAnythingRuns(string parameter, Action run) =>
        run.Should().Throw<ArgumentException>().Which.ParamName.Should().Be(parameter);

    [Fact]
    public void Run_EmptyRange_RunsNothing() => ParallelRange.Run(7, 7, NotReached, Options());

    [Fact]
    public void Run_TokenCancelledBefore_RunsAndReportsNothing()
    {
        _source.Cancel();
        int calls = 0;
        RangeOptions options = Options().With(cancellationToken: _source.Token, report: _ => calls++);
        Action run = () => ParallelRange.Run(0, Count, _ => Interlocked.Increment(ref calls), options);

        run.Should().Throw<OperationCanceledException>().Which.CancellationToken.Should().Be(_source.Token);
        calls.Should().Be(0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(Count)]
    public void Run_SeveralFail_LowestIsFirstAndAllBelowHaveRun(int chunk)
    {
        int[] ran = new int[Count];
        Action run = () => ParallelRange.Run(
            0,
            Count,
            chunk,
            i =>
            {
                ran[i]++;
                if (i % 100 == 42)
                    throw new InvalidOperationException($"{i}");
            },
            Options());

        IReadOnlyList<Exception> failures = run.Should().Throw<AggregateException>().Which.InnerExceptions;
        failures[0].Message.Should().Be("42");
        failures.Select(failure => int.Parse(failure.Message)).Should().BeInAscendingOrder();
        ran[..43].Should().OnlyContain(times => times == 1);
        ran.Should().OnlyContain(times => times <= 1);
    }

    [Fact]
    public void Run_OneFailsWithinAChunk_LaterIndicesOfTheChunkDoNotRun()
    {
        int[] ran = new int[Count];
        Action run = () => ParallelRange.Run(0, Count, 100, i => ran[i] = i == 250 ? throw new InvalidOperationException() : 1, Options());

        run.Should().Throw<AggregateException>();
        ran[251..300].Should().OnlyContain(times => times == 0);
    }

    [Fact]
    public void Run_FailureInNestedLoopAndFork_IsFlat()
    {
        Action run = () => ParallelRange.Run(
            0,
            4,
            1,
            i => ParallelRange.Run(0, 4, 1, j => ForkJoin.Invoke(() => throw new InvalidOperationException($"{i}{j}"), () => throw new NotSupportedException())),
            Options());

        IReadOnlyList<Exception> failures = run.Should().Throw<AggregateException>().Which.InnerExceptions;
        failures[0].Should().BeOfType<InvalidOperationException>().Which.Message.Should().Be("00");
        failures[1].Should().BeOfType<NotSupportedException>();
        failures.Should().NotContain(failure => failure is AggregateException);
    }

    [Fact]
    public void RunUntil_FailureAboveTheStop_IsDropped()
    {
        Func<int?> run = () => ParallelRange.RunUntil(0, Count, 1, i => i > 500 ? throw new InvalidOperationException() : i == 300, Options());
        run.Should().NotThrow().Which.Should().Be(300);
    }

    [Fact]
    public void RunUntil_FailureBelowTheStop_IsThrown()
    {
        Action run = () => ParallelRange.RunUntil(0, Count, 1, i => i == 200 ? throw new InvalidOperationException("200") : i == 300, Options());
        run.Should().Throw<AggregateException>().Which.InnerExceptions[0].Message.Should().Be("200");
    }

    [Fact]
    public void Invoke_LeftFails_RightStillRuns()
    {
        bool hasRun = false;
        Action run = () => ForkJoin.Invoke(() => throw new InvalidOperationException("left"), () => hasRun = true);

        run.Should().Throw<AggregateException>().Which.InnerExceptions.Should().ContainSingle().Which.Message.Should().Be("left");
        hasRun.Should().BeTrue();
    }

    [Fact]
    public void Invoke_BothFail_LeftIsFirst()
    {
        Action run = () => ForkJoin.Invoke(() => throw new InvalidOperationException("left"), () => throw new InvalidOperationException("right"));
        run.Should().Throw<AggregateException>().Which.InnerExceptions.Select(failure => failure.Message).Should().Equal("left", "right");
    }

    [Fact]
    public void Scope_BodyAndSpawnsFail_BodyIsFirstThenSpawnsInOrderAndAllHaveRun()
    {
        int ran = 0;
        Action run = () => ForkJoin.Scope(scope =>
        {
            for (int i = 0; i < 100; i++)
            {
                scope.Spawn(i, i =>
                {
                    Interlocked.Increment(ref ran);
                    throw new InvalidOperationException($"{i}");
                });
            }

            throw new NotSupportedException("body");
        });

        string[] expected = ["body", .. Enumerable.Range(0, 100).Select(i => $"{i}")];
        run.Should().Throw<AggregateException>().Which.InnerExceptions.Select(failure => failure.Message).Should().Equal(expected);
        ran.Should().Be(100);
    }

    [Fact]
    public void SchedulerRun_BodyFails_PassesThrough()
    {
        Action run = () => _scheduler.Run(() => throw new InvalidOperationException("as it is"));
        run.Should().Throw<InvalidOperationException>().WithMessage("as it is");
    }

    [Fact]
    public void ForkJoinRun_FirstCallFails_PassesThrough()
    {
        Action run = () => ForkJoin.Run<int, int, ThrowingBody>(0, default);
        run.Should().Throw<InvalidOperationException>().WithMessage("as it is");
    }

    [Fact]
    public void Run_CancelledByABody_NoFurtherBodyOfItsThreadStarts()
    {
        int[] ran = new int[Count];
        Action run = () => ParallelRange.Run(
            0,
            Count,
            i =>
            {
                ran[i] = 1;
                _source.Cancel();
            },
            Options().With(cancellationToken: _source.Token));

        run.Should().Throw<OperationCanceledException>().Which.CancellationToken.Should().Be(_source.Token);
        ran.Sum().Should().BeInRange(1, _scheduler.Workers);
    }

    [Fact]
    public void Run_CancelledByTheLastIteration_Throws()
    {
        int calls = 0;
        RangeOptions options = Options().With(cancellationToken: _source.Token);
        Action run = () => ParallelRange.Run(
            0,
            Count,
            _ =>
            {
                if (Interlocked.Increment(ref calls) == Count)
                    _source.Cancel();
            },
            options);

        run.Should().Throw<OperationCanceledException>();
        calls.Should().Be(Count);
    }

    [Fact]
    public void Run_BodyThrowsForTheLoopsToken_CountsAsCancellation()
    {
        Action run = () => ParallelRange.Run(
            0,
            Count,
            100,
            (_, _) =>
            {
                _source.Cancel();
                _source.Token.ThrowIfCancellationRequested();
            },
            Options().With(cancellationToken: _source.Token));

        run.Should().Throw<OperationCanceledException>().Which.CancellationToken.Should().Be(_source.Token);
    }

    [Fact]
    public void Run_BodyThrowsForAnotherToken_IsAFailure()
    {
        Action run = () => ParallelRange.Run(0, Count, _ => throw new OperationCanceledException(), Options().With(cancellationToken: _source.Token));
        run.Should().Throw<AggregateException>().Which.InnerExceptions[0].Should().BeOfType<OperationCanceledException>();
    }

    [Fact]
    public void Run_CancelledAndFailed_FailureWins()
    {
        Action run = () => ParallelRange.Run(
            0,
            Count,
            _ =>
            {
                _source.Cancel();
                throw new InvalidOperationException();
            },
            Options().With(cancellationToken: _source.Token));

        run.Should().Throw<AggregateException>().Which.InnerExceptions.Should().AllBeOfType<InvalidOperationException>();
    }

    [Fact]
    public void Run_ProgressThrows_StopsTheLoop()
    {
        // So many iterations that only the exception can end it.
        var progress = new CallbackProgress(_ => throw new InvalidOperationException("progress"));
        Action run = () => ParallelRange.Run(0, int.MaxValue, 1, _ => Thread.SpinWait(100), Options().With(progress: progress));
        run.Should().Throw<AggregateException>().Which.InnerExceptions.Should().ContainSingle().Which.Message.Should().Be("progress");
    }

    [Fact]
    public void Run_ProgressThrowsAtTheEnd_IsInTheAggregate()
    {
        var progress = new CallbackProgress(_ => throw new InvalidOperationException("progress"));
        Action run = () => ParallelRange.Run(0, 1, _ => { }, Options().With(progress: progress));
        run.Should().Throw<AggregateException>().Which.InnerExceptions.Should().ContainSingle().Which.Message.Should().Be("progress");
    }

    [Fact]
    public void Run_FailsOrStops_ProgressGetsNoLastCall()
    {
        int lastCalls = 0;
        var progress = new CallbackProgress(value => lastCalls += value.Completed == value.Total ? 1 : 0);
        Action run = () => ParallelRange.Run(0, Count, i => _ = i == 10 ? throw new InvalidOperationException() : 0, Options().With(progress: progress));

        run.Should().Throw<AggregateException>();
        ParallelRange.RunUntil(0, Count, i => i == 10, Options().With(progress: progress));
        lastCalls.Should().Be(0);
    }

    [Fact]
    public void Run_Fails_ReportIsCalledOnceOnTheCallingThread()
    {
        var threads = new List<int>();
        RangeOptions options = Options().With(report: _ => threads.Add(Environment.CurrentManagedThreadId));
        Action run = () => ParallelRange.Run(0, Count, _ => throw new InvalidOperationException(), options);

        run.Should().Throw<AggregateException>();
        threads.Should().Equal(Environment.CurrentManagedThreadId);
    }

    [Fact]
    public void Run_CancelledOnItsWay_ReportIsCalled()
    {
        int reports = 0;
        RangeOptions options = Options().With(cancellationToken: _source.Token, report: _ => reports++);
        Action run = () => ParallelRange.Run(0, Count, _ => _source.Cancel(), options);

        run.Should().Throw<OperationCanceledException>();
        reports.Should().Be(1);
    }

    [Fact]
    public void Cancel_CallbackThrows_ComesOutOfCancelOnly()
    {
        using CancellationTokenRegistration registration = _source.Token.Register(() => throw new NotSupportedException("callback"));
        Exception? thrown = null;
        Action run = () => ParallelRange.Run(
            0,
            1,
            _ =>
            {
                try
                {
                    _source.Cancel();
                }
                catch (AggregateException e)
                {
                    thrown = e.InnerException;
                }
            },
            Options().With(cancellationToken: _source.Token));

        run.Should().Throw<OperationCanceledException>();
        thrown.Should().BeOfType<NotSupportedException>();
    }

    [Fact]
    public void Run_ReportThrows_ItsExceptionReplacesTheLoops()
    {
        RangeOptions options = Options().With(report: _ => throw new NotSupportedException("report"));
        Action run = () => ParallelRange.Run(0, Count, _ => throw new InvalidOperationException(), options);
        run.Should().Throw<NotSupportedException>().WithMessage("report");
    }

    [Fact]
    public void Dispose_DuringALoop_LoopFinishes()
    {
        int calls = 0;
        Thread? disposer = null;
        ParallelRange.Run(
            0,
            Count,
            1,
            i =>
            {
                if (Interlocked.Increment(ref calls) == 1)
                {
                    disposer = new Thread(_scheduler.Dispose);
                    disposer.Start();
                    SpinWait.SpinUntil(() => _scheduler.IsDisposed);
                }

                ParallelRange.Run(0, 2, 1, _ => { });
            },
            Options());
        disposer!.Join();

        calls.Should().Be(Count);
        Action again = () => ParallelRange.Run(0, Count, _ => { }, Options());
        again.Should().Throw<ObjectDisposedException>();
    }

    [Fact]
    public void Dispose_FromABody_Throws()
    {
        Action run = () => _scheduler.Run(_scheduler.Dispose);
        run.Should().Throw<InvalidOperationException>();
        _scheduler.IsDisposed.Should().BeFalse();
    }

    [Fact]
    public void Dispose_OfShared_Throws()
    {
        Action run = WorkStealingScheduler.Shared.Dispose;
        run.Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void Run_InnerMaxWorkersAboveTheOuter_OuterHolds()
    {
        var threads = new System.Collections.Concurrent.ConcurrentDictionary<int, int>();
        ParallelRange.Run(
            0,
            8,
            1,
            _ => ParallelRange.Run(
                0,
                64,
                1,
                _ => threads.AddOrUpdate(Environment.CurrentManagedThreadId, 1, static (_, times) => times + 1),
                new RangeOptions { MaxWorkers = 4 }),
            Options().With(maxWorkers: 1));

        threads.Should().ContainSingle().Which.Key.Should().Be(Environment.CurrentManagedThreadId);
    }

    [Fact]
    public void Run_RecursionTooDeep_EndsInAnException()
    {
        Action run = () => Descend(0);
        run.Should().Throw<AggregateException>().Which.InnerExceptions[0].Should().BeOfType<InsufficientExecutionStackException>();

        static void Descend(int depth) => ParallelRange.Run(0, 1, 1, _ => Descend(depth + 1));
    }

    [Fact]
    public void Invoke_RecursionTooDeep_EndsInAnException()
    {
        Action run = Descend;
        run.Should().Throw<AggregateException>().Which.InnerExceptions[0].Should().BeOfType<InsufficientExecutionStackException>();

        static void Descend() => ForkJoin.Invoke(Descend, static () => { });
    }

    private static void NotReached(int index) => throw new InvalidOperationException($"Index {index} has run.");

    private RangeOptions Options() => new() { Scheduler = _scheduler };
}
