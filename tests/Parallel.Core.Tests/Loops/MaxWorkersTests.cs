using FluentAssertions;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Loops;

/// <summary>Never more threads at once than allowed, whatever is nested in the loop.</summary>
public sealed class MaxWorkersTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Run_NestedLoopsAndForks_NeverMoreThreadsThanAllowed(int most)
    {
        var gauge = new Gauge();
        for (int round = 0; round < 10; round++)
        {
            ParallelRange.Run(
                0,
                12,
                1,
                _ =>
                {
                    gauge.Around(() => Thread.SpinWait(500));
                    ParallelRange.Run(0, 10, 1, _ => gauge.Around(() => Thread.SpinWait(300)));
                    Tree(gauge, 5);
                    ForkJoin.Scope(scope =>
                    {
                        for (int i = 0; i < 5; i++)
                            scope.Spawn(() => gauge.Around(() => Thread.SpinWait(300)));
                    });
                },
                Schedulers.Options(8).With(maxWorkers: most));
        }

        gauge.Most.Should().BeInRange(1, most);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(64)]
    public void Run_InnerAllowsFewerOrMore_TheSmallerHolds(int more)
    {
        var outer = new Gauge();
        var inner = new Gauge();
        for (int round = 0; round < 50; round++)
        {
            ParallelRange.Run(
                0,
                1,
                _ => ParallelRange.Run(
                    0,
                    20,
                    1,
                    _ =>
                    {
                        outer.Around(() => Thread.SpinWait(100)); // not around the inner loop: whoever waits for another one doesn't count
                        ParallelRange.Run(0, 20, 1, _ => outer.Around(() => Thread.SpinWait(200)), new RangeOptions { MaxWorkers = more });
                    },
                    new RangeOptions { MaxWorkers = 3 }),
                Schedulers.Options(8));
        }

        ParallelRange.Run(
            0, 1, _ => ParallelRange.Run(0, 200, 1, _ => inner.Around(() => Thread.SpinWait(200)), new RangeOptions { MaxWorkers = 2 }), Schedulers.Options(8));
        outer.Most.Should().BeLessThanOrEqualTo(3);
        inner.Most.Should().BeLessThanOrEqualTo(2);
    }

    [Fact]
    public void Run_AfterALimitedLoop_LimitIsGone()
    {
        for (int round = 0; round < 20; round++)
        {
            ParallelRange.Run(0, 10, 1, _ => Thread.SpinWait(200), Schedulers.Options(2).With(maxWorkers: 1));
            Pair.Run(Schedulers.Options(2), _ => { });
        }
    }

    [Fact]
    public void Run_LimitedLoopFails_LimitIsGone()
    {
        Action run = () => ParallelRange.Run(0, 10, 1, _ => throw new InvalidOperationException(), Schedulers.Options(2).With(maxWorkers: 1));
        run.Should().Throw<AggregateException>();
        Pair.Run(Schedulers.Options(2), _ => { });
    }

    [Fact]
    public void Run_MaxWorkersOne_RunsInOrderOnTheCallingThread()
    {
        foreach (string form in LoopForms.Every)
        {
            var seen = new List<long>();
            int caller = Environment.CurrentManagedThreadId;
            int strangers = 0;
            LoopForms.Named(form).Run(
                -5,
                200,
                3,
                (start, end) =>
                {
                    strangers += Environment.CurrentManagedThreadId == caller ? 0 : 1;
                    for (long i = start; i < end; i++)
                        seen.Add(i);
                },
                Schedulers.Options(4).With(maxWorkers: 1));
            seen.Should().Equal(Enumerable.Range(-5, 205).Select(i => (long)i));
            strangers.Should().Be(0);
        }
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(1_000)]
    [InlineData(4)]
    public void Run_MaxWorkersAtOrAboveTheScheduler_IsNoLimit(int most) => Pair.Run(Schedulers.Options(2).With(maxWorkers: most), _ => { });

    private static int Tree(Gauge gauge, int depth)
    {
        if (depth == 0)
        {
            gauge.Around(() => Thread.SpinWait(200));
            return 1;
        }

        (int left, int right) = ForkJoin.Invoke(depth - 1, depth - 1, k => Tree(gauge, k));
        return left + right;
    }
}
