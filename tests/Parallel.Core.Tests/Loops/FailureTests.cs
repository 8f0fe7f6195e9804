using FluentAssertions;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Loops;

/// <summary>What a loop throws when bodies do.</summary>
public sealed class FailureTests
{
    public static TheoryData<string> Forms => LoopForms.All;

    [Theory]
    [MemberData(nameof(Forms))]
    public void Run_SeveralThrow_LowestChunkIsFirstAndAllBelowHaveRun(string formName)
    {
        LoopForm form = LoopForms.Named(formName);
        ChunkPolicy[] policies = form.TakesPolicy ? [ChunkPolicy.Auto, 1, 7, ChunkPolicy.Even, ChunkPolicy.ByWeight(_ => 1)] : [ChunkPolicy.Auto];
        foreach (ChunkPolicy policy in policies)
        {
            foreach (int workers in (int[])[1, 2, 4, 64])
            {
                int[] ran = new int[500];
                AggregateException failure = Failure(() => form.Run(
                    0,
                    500,
                    policy,
                    (start, end) =>
                    {
                        for (long i = start; i < end; i++)
                        {
                            Interlocked.Increment(ref ran[i]);
                            if (i is 123 or 124 or 300 or 499)
                                throw new InvalidOperationException($"{i}");
                        }
                    },
                    Schedulers.Options(workers)));
                failure.InnerExceptions[0].Message.Should().Be("123", "{0} {1} on {2}", formName, policy, workers);
                failure.InnerExceptions.Select(error => int.Parse(error.Message)).Should().BeInAscendingOrder();
                ran[..124].Should().OnlyContain(times => times == 1);
                ran.Should().OnlyContain(times => times <= 1);
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Run_RepeatedTwoHundredTimes_ReportsTheSameFailure(int policy)
    {
        ChunkPolicy chunk = policy == 0 ? ChunkPolicy.Auto : 3;
        for (int round = 0; round < 200; round++)
        {
            AggregateException failure = Failure(() => ParallelRange.Run(
                0,
                200,
                chunk,
                i =>
                {
                    Thread.SpinWait(i % 7 * 30);
                    if (i >= 90 && i % 9 == 0)
                        throw new InvalidOperationException($"{i}");
                },
                Schedulers.Options(4)));
            failure.InnerExceptions[0].Message.Should().Be("90");
        }
    }

    [Fact]
    public void Run_OnlyTheLastThrows_AllHaveRun()
    {
        int[] ran = new int[1_000];
        AggregateException failure = Failure(() => ParallelRange.Run(
            0,
            1_000,
            10,
            i =>
            {
                ran[i]++;
                if (i == 999)
                    throw new InvalidOperationException();
            },
            Schedulers.Options(4)));
        failure.InnerExceptions.Should().ContainSingle();
        ran.Should().OnlyContain(times => times == 1);
    }

    [Fact]
    public void Run_AllThrow_FirstIndexIsFirstAndNoChunkThrowsTwice()
    {
        for (int round = 0; round < Effort.Pick(quick: 10, full: 50); round++)
        {
            AggregateException failure = Failure(() => ParallelRange.Run(5, 100, 1, i => throw new InvalidOperationException($"{i}"), Schedulers.Options(4)));
            failure.InnerExceptions[0].Message.Should().Be("5");
            failure.InnerExceptions.Select(error => error.Message).Should().OnlyHaveUniqueItems();
        }
    }

    [Fact]
    public void Run_NestedThreeDeep_IsFlatAndLowestFirst()
    {
        for (int round = 0; round < Effort.Pick(quick: 10, full: 30); round++)
        {
            AggregateException failure = Failure(() => ParallelRange.Run(
                0,
                6,
                1,
                i => ParallelRange.Run(
                    0,
                    5,
                    1,
                    j => ParallelRange.Run(
                        0,
                        4,
                        1,
                        k =>
                        {
                            if (i >= 2 && j >= 1 && k >= 3)
                                throw new InvalidOperationException($"{i}{j}{k}");
                        })),
                Schedulers.Options(4)));
            failure.InnerExceptions[0].Message.Should().Be("213");
            failure.InnerExceptions.Should().AllBeOfType<InvalidOperationException>();
        }
    }

    [Fact]
    public void Run_BodyThrowsAnAggregate_ItIsTakenApart()
    {
        var nested = new AggregateException(new FormatException("1"), new AggregateException(new FormatException("2"), new AggregateException(new FormatException("3"))));
        AggregateException failure = Failure(() => ParallelRange.Run(0, 1, _ => throw nested, Schedulers.Options(2)));
        failure.InnerExceptions.Select(error => error.Message).Should().Equal("1", "2", "3");
    }

    [Fact]
    public void Run_BodyThrowsAnEmptyAggregate_ItIsKept()
    {
        AggregateException failure = Failure(() => ParallelRange.Run(0, 1, _ => throw new AggregateException("empty"), Schedulers.Options(2)));
        failure.InnerExceptions.Should().ContainSingle().Which.Should().BeOfType<AggregateException>().Which.Message.Should().Be("empty");
    }

    [Fact]
    public void Run_BodyThrows_OriginalObjectAndItsStackTraceAreKept()
    {
        var original = new InvalidOperationException();
        AggregateException failure = Failure(() => ParallelRange.Run(0, 100, 1, i => ThrowRecognisably(i, original), Schedulers.Options(4)));
        failure.InnerExceptions[0].Should().BeSameAs(original);
        original.StackTrace.Should().Contain(nameof(ThrowRecognisably));
    }

    [Fact]
    public void Run_OneThrowsWhileAnotherRuns_WaitsForIt()
    {
        for (int round = 0; round < Effort.Pick(quick: 10, full: 50); round++)
        {
            using var thrown = new ManualResetEventSlim();
            bool otherFinished = false;
            int otherStarted = 0;
            Action run = () => ParallelRange.Run(
                0,
                2,
                1,
                i =>
                {
                    if (i == 0)
                    {
                        // Waits until the other one runs, so that both are in flight; it does so only where another worker came.
                        SpinWait.SpinUntil(() => Volatile.Read(ref otherStarted) == 1, millisecondsTimeout: 100);
                        thrown.Set();
                        throw new InvalidOperationException();
                    }

                    Volatile.Write(ref otherStarted, 1);
                    thrown.Wait();
                    Thread.SpinWait(2_000);
                    otherFinished = true;
                },
                Schedulers.Options(4));
            run.Should().Throw<AggregateException>().Which.InnerExceptions.Should().ContainSingle();
            otherFinished.Should().Be(otherStarted == 1);
        }
    }

    [Fact]
    public void Run_AfterManyFailures_SchedulerWorksAsBefore()
    {
        for (int round = 0; round < Effort.Pick(quick: 60, full: 300); round++)
        {
            int bad = round % 64;
            Failure(() => ParallelRange.Run(0, 64, 1, i => Throw(i == bad), Schedulers.Options(4)));
            int count = 0;
            ParallelRange.Run(0, 64, 1, _ => Interlocked.Increment(ref count), Schedulers.Options(4));
            count.Should().Be(64);
        }
    }

    [Fact]
    public void Run_FailsAndIsCancelled_FailureWins()
    {
        using var source = new CancellationTokenSource();
        AggregateException failure = Failure(() => ParallelRange.Run(
            0,
            100,
            1,
            i =>
            {
                if (i == 0)
                {
                    source.Cancel();
                    throw new InvalidOperationException();
                }
            },
            Schedulers.Options(4).With(cancellationToken: source.Token)));
        failure.InnerExceptions.Should().ContainSingle().Which.Should().BeOfType<InvalidOperationException>();
    }

    [Fact]
    public void Run_CancelledExceptionOfAnotherToken_IsAFailure()
    {
        using var source = new CancellationTokenSource();
        using var other = new CancellationTokenSource();
        source.Cancel();
        other.Cancel();
        AggregateException failure = Failure(() => ParallelRange.Run(0, 10, _ => other.Token.ThrowIfCancellationRequested(), Schedulers.Options(2)));
        failure.InnerExceptions[0].Should().BeOfType<OperationCanceledException>().Which.CancellationToken.Should().Be(other.Token);

        using var live = new CancellationTokenSource();
        failure = Failure(() => ParallelRange.Run(0, 10, _ => other.Token.ThrowIfCancellationRequested(), Schedulers.Options(2).With(cancellationToken: live.Token)));
        failure.InnerExceptions[0].Should().BeOfType<OperationCanceledException>();
    }

    [Fact]
    public void Run_CancelledExceptionOfTheLoopsTokenThatIsNotCancelled_IsAFailure()
    {
        using var source = new CancellationTokenSource();
        AggregateException failure = Failure(() => ParallelRange.Run(
            0, 10, _ => throw new OperationCanceledException(source.Token), Schedulers.Options(2).With(cancellationToken: source.Token)));
        failure.InnerExceptions.Should().AllBeOfType<OperationCanceledException>();
    }

    [Fact]
    public void Run_NestedLoopIsCancelled_OuterWithoutTheTokenFails()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var inner = new RangeOptions { CancellationToken = source.Token };
        AggregateException failure = Failure(() => ParallelRange.Run(0, 4, 1, _ => ParallelRange.Run(0, 4, _ => { }, inner), Schedulers.Options(2)));
        failure.InnerExceptions.Should().AllBeOfType<OperationCanceledException>();
    }

    [Fact]
    public void Run_NestedLoopIsCancelledWithTheSameToken_OuterIsCancelled()
    {
        using var source = new CancellationTokenSource();
        RangeOptions options = Schedulers.Options(4).With(cancellationToken: source.Token);
        Action run = () => ParallelRange.Run(
            0,
            8,
            1,
            i => ParallelRange.Run(
                0,
                8,
                1,
                j =>
                {
                    if (i == 3 && j == 3)
                        source.Cancel();
                },
                options),
            options);
        run.Should().Throw<OperationCanceledException>().Which.CancellationToken.Should().Be(source.Token);
    }

    private static void ThrowRecognisably(int index, Exception error)
    {
        if (index == 37)
            throw error;
    }

    private static void Throw(bool now)
    {
        if (now)
            throw new InvalidOperationException();
    }

    private static AggregateException Failure(Action run) => run.Should().Throw<AggregateException>().Which;
}
