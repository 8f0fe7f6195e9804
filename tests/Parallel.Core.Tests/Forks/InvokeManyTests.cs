using FluentAssertions;
using ParallelCore.Tests.Scheduling;
using ParallelCore.Tests.Scheduling.Blocking;

namespace ParallelCore.Tests.Forks;

/// <summary>Forks of any number of actions, of three functions, and with options.</summary>
public sealed class InvokeManyTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    public void Invoke_Actions_AllRunOnce(int count)
    {
        int[] ran = new int[count];
        ForkJoin.Invoke([.. Enumerable.Range(0, count).Select(i => (Action)(() => Interlocked.Increment(ref ran[i])))]);
        ran.Should().NotContain(static times => times != 1);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    public void Invoke_AsManyAsWorkers_AllMeet(int workers)
    {
        using var meeting = new Barrier(workers);
        ForkJoin.Invoke(Schedulers.Options(workers), [.. Enumerable.Repeat((Action)(() => meeting.SignalAndWait(Siege.Forever).Should().BeTrue()), workers)]);
    }

    [Fact]
    public void Invoke_SomeFail_FirstOnesComesFirst()
    {
        Action run = () => ForkJoin.Invoke(static () => { }, static () => throw new InvalidOperationException("1"), static () => { }, static () => throw new InvalidOperationException("3"));
        run.Should().Throw<AggregateException>().Which.InnerExceptions[0].Message.Should().Be("1");
    }

    [Fact]
    public void Invoke_ANullAction_IsRefusedBeforeAnythingRuns()
    {
        int ran = 0;
        Action action = () => ran++;
        ((Action)(() => ForkJoin.Invoke(action, action, null!))).Should().Throw<ArgumentException>().WithParameterName("actions");
        ((Action)(() => ForkJoin.Invoke((Action[])null!))).Should().Throw<ArgumentNullException>().WithParameterName("actions");
        ((Action)(() => ForkJoin.Invoke(new RangeOptions(), null!))).Should().Throw<ArgumentNullException>().WithParameterName("actions");
        ((Action)(() => ForkJoin.Invoke((RangeOptions)null!, action))).Should().Throw<ArgumentNullException>().WithParameterName("options");
        ran.Should().Be(0);
    }

    [Fact]
    public void Invoke_Cancelled_NoFurtherActionBegins()
    {
        using var source = new CancellationTokenSource();
        int ran = 0;
        Action run = () => ForkJoin.Invoke(new RangeOptions { CancellationToken = source.Token, MaxWorkers = 1 }, () => ran++, source.Cancel, () => ran++, () => ran++);
        run.Should().Throw<OperationCanceledException>().Which.CancellationToken.Should().Be(source.Token);
        ran.Should().Be(1);
    }

    [Fact]
    public void Invoke_ThreeFunctions_GiveTheirResultsAndMayMeet()
    {
        ForkJoin.Invoke(static () => 1, static () => "two", static () => 3.0).Should().Be((1, "two", 3.0));
        using var meeting = new Barrier(3);
        Func<int> meet = () => meeting.SignalAndWait(Siege.Forever) ? 1 : 0;
        Schedulers.Of(3).Run(() => ForkJoin.Invoke(meet, meet, meet).Should().Be((1, 1, 1)));
    }

    [Fact]
    public void Invoke_ThreeFunctionsFail_AllAreThere()
    {
        Action run = () => ForkJoin.Invoke(new Func<int>(static () => throw new InvalidOperationException("1")), static () => 2, new Func<int>(static () => throw new InvalidOperationException("3")));
        run.Should().Throw<AggregateException>().Which.InnerExceptions.Select(static e => e.Message).Should().Equal("1", "3");
    }

    [Fact]
    public void Scope_WithOptions_RunsThereAndBoundsItsWorkers()
    {
        var gauge = new Gauge();
        var names = new System.Collections.Concurrent.ConcurrentBag<string?>();
        int caller = Environment.CurrentManagedThreadId;
        ForkJoin.Scope(
            scope =>
            {
                for (int i = 0; i < 50; i++)
                {
                    scope.Spawn(() => gauge.Around(() =>
                    {
                        names.Add(Environment.CurrentManagedThreadId == caller ? null : Thread.CurrentThread.Name);
                        Thread.SpinWait(300);
                    }));
                }
            },
            Schedulers.Options(8).With(maxWorkers: 2));
        gauge.Most.Should().BeInRange(1, 2);
        names.Should().HaveCount(50).And.OnlyContain(static name => name == null || name.StartsWith(Schedulers.Of(8).Name, StringComparison.Ordinal));
    }

    [Fact]
    public void Scope_Cancelled_NothingSpawnedBegins()
    {
        using var source = new CancellationTokenSource();
        int ran = 0;
        Action run = () => ForkJoin.Scope(
            scope =>
            {
                source.Cancel();
                for (int i = 0; i < 10_000; i++)
                    scope.Spawn(() => Interlocked.Increment(ref ran));
            },
            Schedulers.Options(2).With(cancellationToken: source.Token));
        run.Should().Throw<OperationCanceledException>().Which.CancellationToken.Should().Be(source.Token);
        ran.Should().Be(0);
    }

    [Fact]
    public void Scope_ASpawnedOneSeesTheCancellation_IsNoFailure()
    {
        using var source = new CancellationTokenSource();
        Action run = () => ForkJoin.Scope(
            scope => scope.Spawn(() =>
            {
                source.Cancel();
                source.Token.ThrowIfCancellationRequested();
            }),
            new RangeOptions { CancellationToken = source.Token });
        run.Should().Throw<OperationCanceledException>().Which.CancellationToken.Should().Be(source.Token);
        Action fails = () => ForkJoin.Scope(static scope => scope.Spawn(static () => throw new InvalidOperationException()), new RangeOptions());
        fails.Should().Throw<AggregateException>().Which.InnerExceptions.Should().ContainSingle().Which.Should().BeOfType<InvalidOperationException>();
    }
}
