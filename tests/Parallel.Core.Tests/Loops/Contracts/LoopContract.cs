using FluentAssertions;
using ParallelCore.Tests.Scheduling.Distribution;

namespace ParallelCore.Tests.Loops.Contracts;

/// <summary>What everybody expects of a parallel loop over indices; the runtime's own is held to it too.</summary>
public abstract class LoopContract
{
    public static TheoryData<int, int> Ranges => new()
    {
        { 0, 0 },
        { 0, 1 },
        { 0, 2 },
        { 0, 7 },
        { -500, 500 },
        { 0, 10_000 },
        { int.MinValue, int.MinValue + 100 },
        { int.MaxValue - 100, int.MaxValue },
    };

    public static TheoryData<int> Workers => [1, 2, 4, 64];

    /// <summary>Whether the exceptions of nested loops arrive in one flat aggregate, the lowest index's first.</summary>
    protected virtual bool FlattensFailures => false;

    /// <summary>How many indices belong together, and so to one worker.</summary>
    protected virtual int Chunk => 1;

    /// <summary>The runtime's threads come one by one, and late, once those that exist wait.</summary>
    protected virtual int MostAtOnce => int.MaxValue;

    /// <summary>Whether a token that is cancelled by the last body makes the call throw.</summary>
    protected virtual bool ThrowsWhenCancelledAtTheEnd => false;

    [Theory]
    [MemberData(nameof(Ranges))]
    public void Run_AnyRange_RunsEachIndexOnce(int from, int to)
    {
        foreach (int workers in (int[])[1, 2, 4, 64])
        {
            int[] ran = new int[to - from];
            Run(from, to, i => Interlocked.Increment(ref ran[i - from]), workers);
            Array.TrueForAll(ran, times => times == 1).Should().BeTrue();
        }
    }

    [Theory]
    [MemberData(nameof(Workers))]
    public void Run_Returns_WhenAllBodiesHaveEnded(int workers)
    {
        for (int round = 0; round < 20; round++)
        {
            int inside = 0;
            Run(
                0,
                50,
                _ =>
                {
                    Interlocked.Increment(ref inside);
                    Thread.SpinWait(200);
                    Interlocked.Decrement(ref inside);
                },
                workers);
            Volatile.Read(ref inside).Should().Be(0);
        }
    }

    [Theory]
    [MemberData(nameof(Workers))]
    public void Run_WritesOfBodies_AreSeenAfterwards(int workers)
    {
        int[] squares = new int[1_000];
        Run(0, squares.Length, i => squares[i] = i * i, workers);
        squares.Should().Equal(Enumerable.Range(0, 1_000).Select(i => i * i));
    }

    [Theory]
    [MemberData(nameof(Workers))]
    public void Run_ChunkForEachWorker_AllRunAtOnce(int workers)
    {
        int chunks = Math.Min(workers, MostAtOnce);
        Rendezvous.Of(chunks, meeting => Run(
            0,
            chunks * Chunk,
            i =>
            {
                if (i % Chunk == 0)
                    meeting.Meet();
            },
            workers));
    }

    [Fact]
    public void Run_OneWorker_NeverTwoAtOnce()
    {
        int inside = 0;
        int most = 0;
        Run(
            0,
            200,
            _ =>
            {
                most = Math.Max(most, Interlocked.Increment(ref inside));
                Thread.SpinWait(50);
                Interlocked.Decrement(ref inside);
            },
            workers: 1);
        most.Should().Be(1);
    }

    [Theory]
    [MemberData(nameof(Workers))]
    public void Run_BodyThrows_OthersEndAndTheExceptionIsInAnAggregate(int workers)
    {
        var error = new InvalidOperationException();
        int inside = 0;
        Action run = () => Run(
            0,
            100,
            i =>
            {
                Interlocked.Increment(ref inside);
                try
                {
                    if (i == 50)
                        throw error;
                }
                finally
                {
                    Interlocked.Decrement(ref inside);
                }
            },
            workers);
        run.Should().Throw<AggregateException>().Which.InnerExceptions.Should().Contain(error);
        inside.Should().Be(0);
    }

    [Fact]
    public void Run_NestedLoopsThrow_AllAreReported()
    {
        Action run = () => Run(0, 4, i => Run(0, 4, j => throw new InvalidOperationException($"{i}{j}"), 2), 2);
        AggregateException failure = run.Should().Throw<AggregateException>().Which;
        failure.Flatten().InnerExceptions.Should().AllBeOfType<InvalidOperationException>();
        if (FlattensFailures)
        {
            failure.InnerExceptions.Should().AllBeOfType<InvalidOperationException>();
            failure.InnerExceptions[0].Message.Should().Be("00");
        }
    }

    [Theory]
    [MemberData(nameof(Workers))]
    public void Run_CancelledBefore_ThrowsWithTheTokenAndRunsNothing(int workers)
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        int calls = 0;
        Action run = () => Run(0, 100, _ => Interlocked.Increment(ref calls), workers, source.Token);
        run.Should().Throw<OperationCanceledException>().Which.CancellationToken.Should().Be(source.Token);
        calls.Should().Be(0);
    }

    [Theory]
    [MemberData(nameof(Workers))]
    public void Run_CancelledByABody_ThrowsWithTheToken(int workers)
    {
        using var source = new CancellationTokenSource();
        int calls = 0;
        Action run = () => Run(
            0,
            int.MaxValue,
            _ =>
            {
                if (Interlocked.Increment(ref calls) == 1_000)
                    source.Cancel();
            },
            workers,
            source.Token);
        run.Should().Throw<OperationCanceledException>().Which.CancellationToken.Should().Be(source.Token);
        calls.Should().BeGreaterThanOrEqualTo(1_000).And.BeLessThan(int.MaxValue);
    }

    [Fact]
    public void Run_CancelledByTheOnlyBody_IsAsDocumented()
    {
        using var source = new CancellationTokenSource();
        Exception? error = Record.Exception(() => Run(0, 1, _ => source.Cancel(), 2, source.Token));
        if (ThrowsWhenCancelledAtTheEnd)
            error.Should().BeOfType<OperationCanceledException>();
    }

    [Fact]
    public void Run_CancelledAndThrown_ExceptionWins()
    {
        using var source = new CancellationTokenSource();
        Action run = () => Run(
            0,
            100,
            i =>
            {
                if (i != 0)
                    return;
                source.Cancel();
                throw new InvalidOperationException();
            },
            1,
            source.Token);
        run.Should().Throw<AggregateException>().Which.InnerExceptions.Should().ContainSingle().Which.Should().BeOfType<InvalidOperationException>();
    }

    [Fact]
    public void Run_NestedThreeDeep_RunsEachIndexOnce()
    {
        int[] ran = new int[5 * 6 * 7];
        Run(0, 5, i => Run(0, 6, j => Run(0, 7, k => Interlocked.Increment(ref ran[(i * 6 + j) * 7 + k]), 4), 4), 4);
        ran.Should().OnlyContain(times => times == 1);
    }

    [Fact]
    public void Run_ReversedRange_RunsNothing()
    {
        int calls = 0;
        Run(1, 0, _ => calls++, 2);
        calls.Should().Be(0);
    }

    [Fact]
    public void Run_NullBody_IsNamed()
    {
        Action run = () => Run(0, 1, null!, 2);
        run.Should().Throw<ArgumentNullException>().WithParameterName("body");
    }

    [Fact]
    public void Run_AsyncLocalOfTheCaller_IsSeenByBodies()
    {
        var local = new AsyncLocal<int> { Value = 7 };
        int wrong = 0;
        Run(
            0,
            500,
            _ =>
            {
                if (local.Value != 7)
                    Interlocked.Increment(ref wrong);
            },
            4);
        wrong.Should().Be(0);
    }

    protected abstract void Run(int from, int to, Action<int> body, int workers, CancellationToken cancellationToken = default);
}
