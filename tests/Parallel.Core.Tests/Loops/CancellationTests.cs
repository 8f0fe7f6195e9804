using System.Reflection;
using FluentAssertions;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Loops;

/// <summary>What a cancelled token does to a loop.</summary>
public sealed class CancellationTests : IDisposable
{
    private readonly CancellationTokenSource _source = new();

    public static TheoryData<string> Forms => LoopForms.All;

    public void Dispose() => _source.Dispose();

    [Theory]
    [MemberData(nameof(Forms))]
    public void Run_CancelledBefore_ThrowsWithTheTokenAndRunsNothing(string form)
    {
        int calls = 0;
        _source.Cancel();
        foreach (int length in (int[])[0, 1, 100])
        {
            Action run = () => LoopForms.Named(form).Run(0, length, ChunkPolicy.Auto, (_, _) => Interlocked.Increment(ref calls), Options(2));
            ShouldBeCancelled(run);
        }

        calls.Should().Be(0);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Run_CancelledByABody_NoneStartsLater(string formName)
    {
        LoopForm form = LoopForms.Named(formName);
        foreach (int workers in (int[])[1, 2, 4, 64])
        {
            using var source = new CancellationTokenSource();
            int late = 0;
            int calls = 0;
            int canceller = 0;
            Action run = () => form.Run(
                0,
                1_000,
                form.IsPerIndex ? ChunkPolicy.Auto : 1,
                (_, _) =>
                {
                    // The thread that cancelled must not begin another body.
                    if (Interlocked.Increment(ref calls) == 20)
                    {
                        source.Cancel();
                        canceller = Environment.CurrentManagedThreadId;
                    }
                    else if (canceller == Environment.CurrentManagedThreadId)
                    {
                        late++;
                    }
                },
                Schedulers.Options(workers).With(cancellationToken: source.Token));
            run.Should().Throw<OperationCanceledException>().Which.CancellationToken.Should().Be(source.Token);
            late.Should().Be(0);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Run_CancelledByABody_AtMostTheStartedOnesFinish(int workers)
    {
        // Once the token is cancelled, each other worker may be at most one body past its last look.
        int after = 0;
        Action run = () => ParallelRange.Run(
            0,
            100_000,
            i =>
            {
                if (_source.IsCancellationRequested)
                    Interlocked.Increment(ref after);
                if (i == 100)
                    _source.Cancel();
            },
            Options(workers));
        ShouldBeCancelled(run);
        after.Should().BeLessThanOrEqualTo(workers);
    }

    [Fact]
    public void Run_CancelledByAnotherThread_Stops()
    {
        for (int round = 0; round < 20; round++)
        {
            using var source = new CancellationTokenSource();
            using var started = new ManualResetEventSlim();
            var canceller = new Thread(() =>
            {
                started.Wait();
                source.Cancel();
            });
            canceller.Start();
            long calls = 0;
            Action run = () => ParallelRange.Run(
                0L,
                long.MaxValue,
                _ =>
                {
                    started.Set();
                    Interlocked.Increment(ref calls);
                },
                Schedulers.Options(4).With(cancellationToken: source.Token));
            run.Should().Throw<OperationCanceledException>().Which.CancellationToken.Should().Be(source.Token);
            canceller.Join();
        }
    }

    [Fact]
    public void Run_CancelledByTheLastBody_Throws()
    {
        int calls = 0;
        Action run = () => ParallelRange.Run(
            0,
            1,
            _ =>
            {
                calls++;
                _source.Cancel();
            },
            Options(4));
        ShouldBeCancelled(run);
        calls.Should().Be(1);
    }

    [Fact]
    public void Run_CallbackOfTheTokenThrows_TheCancellersBodyFails()
    {
        using CancellationTokenRegistration registration = _source.Token.Register(static () => throw new FormatException());
        Action run = () => ParallelRange.Run(
            0,
            100,
            1,
            i =>
            {
                if (i == 5)
                    _source.Cancel();
            },
            Options(4));
        AggregateException failure = run.Should().Throw<AggregateException>().Which;
        failure.InnerExceptions.Should().ContainSingle().Which.Should().BeOfType<FormatException>();
    }

    [Fact]
    public void Run_CallbackThrowsInAnotherThread_LoopIsCancelled()
    {
        using CancellationTokenRegistration registration = _source.Token.Register(static () => throw new FormatException());
        using var started = new ManualResetEventSlim();
        Exception? ofCanceller = null;
        var canceller = new Thread(() =>
        {
            started.Wait();
            ofCanceller = Record.Exception(_source.Cancel);
        });
        canceller.Start();
        ShouldBeCancelled(() => ParallelRange.Run(0L, long.MaxValue, _ => started.Set(), Options(4)));
        canceller.Join();
        ofCanceller.Should().BeOfType<AggregateException>();
    }

    [Fact]
    public void Run_WithAToken_MakesNoRegistration()
    {
        FieldInfo? registrations = typeof(CancellationTokenSource).GetField("_registrations", BindingFlags.Instance | BindingFlags.NonPublic);
        registrations.Should().NotBeNull();
        ParallelRange.Run(0, 10_000, 10, _ => registrations!.GetValue(_source).Should().BeNull(), Options(4));
        registrations!.GetValue(_source).Should().BeNull();
    }

    [Fact]
    public void Run_TokenNeverCancelled_RunsEachIndexOnce()
    {
        int[] ran = new int[5_000];
        ParallelRange.Run(0, ran.Length, i => Interlocked.Increment(ref ran[i]), Options(4));
        ran.Should().OnlyContain(times => times == 1);
    }

    [Fact]
    public void Run_CancelledAndRunAgain_NothingOfTheFirstIsLeft()
    {
        for (int round = 0; round < 100; round++)
        {
            using var source = new CancellationTokenSource();
            Action run = () => ParallelRange.Run(0, 200, 1, i => Cancel(source, i == round), Schedulers.Options(4).With(cancellationToken: source.Token));
            run.Should().Throw<OperationCanceledException>();
            int count = 0;
            ParallelRange.Run(0, 200, 1, _ => Interlocked.Increment(ref count), Schedulers.Options(4));
            count.Should().Be(200);
        }
    }

    [Fact]
    public void Run_CancelledWhileSeveralThrow_EndsInOneOrTheOther()
    {
        for (int round = 0; round < 200; round++)
        {
            using var source = new CancellationTokenSource();
            int[] ran = new int[100];
            int threw = 0;
            Exception? error = Record.Exception(() => ParallelRange.Run(
                0,
                100,
                1,
                i =>
                {
                    Interlocked.Increment(ref ran[i]);
                    if (i == 50)
                        source.Cancel();
                    if (i % 40 == 39)
                    {
                        Interlocked.Increment(ref threw);
                        throw new InvalidOperationException();
                    }
                },
                Schedulers.Options(4).With(cancellationToken: source.Token)));
            error!.GetType().Should().Be(threw > 0 ? typeof(AggregateException) : typeof(OperationCanceledException));
            ran.Should().OnlyContain(times => times <= 1);
        }
    }

    private static void Cancel(CancellationTokenSource source, bool now)
    {
        if (now)
            source.Cancel();
    }

    private RangeOptions Options(int workers) => Schedulers.Options(workers).With(cancellationToken: _source.Token);

    private void ShouldBeCancelled(Action run) => run.Should().Throw<OperationCanceledException>().Which.CancellationToken.Should().Be(_source.Token);
}
