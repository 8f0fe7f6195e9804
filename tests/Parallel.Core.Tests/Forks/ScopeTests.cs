using FluentAssertions;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Forks;

public sealed class ScopeTests
{
    public static TheoryData<int> Workers => [1, 2, 3, 4, 64];

    [Theory]
    [MemberData(nameof(Workers))]
    public void Scope_AnyNumberOfSpawns_AllHaveRunAtTheEnd(int workers)
    {
        foreach (int spawns in (int[])[0, 1, 2, 63, 64, 65, 5_000])
        {
            int[] ran = new int[spawns];
            Schedulers.On(workers, () => ForkJoin.Scope(scope =>
            {
                for (int i = 0; i < spawns; i++)
                    scope.Spawn((ran, i), static state => Interlocked.Increment(ref state.ran[state.i]));
            }));
            Array.TrueForAll(ran, times => times == 1).Should().BeTrue();
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Scope_AMillionSpawns_AllRun(int workers)
    {
        long sum = 0;
        Schedulers.On(workers, () => ForkJoin.Scope(scope =>
        {
            for (int i = 0; i < 1_000_000; i++)
                scope.Spawn(i, n => Interlocked.Add(ref sum, n));
        }));
        sum.Should().Be(999_999L * 500_000);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Scope_ChainOfSpawns_AllRunWithoutDeepStack(int workers)
    {
        int links = 0;
        Threads.RunOnce(
            () => Schedulers.On(workers, () => ForkJoin.Scope(scope =>
            {
                void Link(int left)
                {
                    Interlocked.Increment(ref links);
                    if (left > 0)
                        scope.Spawn(left - 1, Link);
                }

                scope.Spawn(200_000, Link);
            })),
            stackBytes: 1 << 20);
        links.Should().Be(200_001);
    }

    [Theory]
    [MemberData(nameof(Workers))]
    public void Scope_SpawnedForksSpawn_AllHaveRunAtTheEnd(int workers)
    {
        for (int round = 0; round < 20; round++)
        {
            int count = 0;
            Schedulers.On(workers, () => ForkJoin.Scope(scope =>
            {
                void Grow(int depth)
                {
                    Interlocked.Increment(ref count);
                    Thread.SpinWait(20);
                    if (depth > 0)
                    {
                        scope.Spawn(depth - 1, Grow);
                        scope.Spawn(depth - 1, Grow);
                    }
                }

                Grow(7);
            }));
            count.Should().Be(255);
        }
    }

    [Fact]
    public void Scope_InsideScope_InnerEndsFirst()
    {
        for (int round = 0; round < 50; round++)
        {
            int inner = 0;
            int outer = 0;
            int incomplete = 0;
            Schedulers.On(4, () => ForkJoin.Scope(outside =>
            {
                for (int i = 0; i < 5; i++)
                {
                    outside.Spawn(() =>
                    {
                        int own = 0;
                        ForkJoin.Scope(inside =>
                        {
                            for (int k = 0; k < 10; k++)
                            {
                                inside.Spawn(() =>
                                {
                                    Interlocked.Increment(ref inner);
                                    Interlocked.Increment(ref own);
                                });
                                outside.Spawn(() => Interlocked.Increment(ref outer));
                            }
                        });
                        Interlocked.Add(ref incomplete, own == 10 ? 0 : 1);
                    });
                }
            }));
            (inner, outer, incomplete).Should().Be((50, 50, 0));
        }
    }

    [Fact]
    public void Scope_ForksAndLoopsInSpawns_AllRun()
    {
        for (int round = 0; round < 50; round++)
        {
            int count = 0;
            Schedulers.On(4, () => ForkJoin.Scope(scope =>
            {
                for (int i = 0; i < 10; i++)
                {
                    scope.Spawn(() => ForkJoin.Invoke(
                        () => ParallelRange.Run(0, 10, 1, _ => Interlocked.Increment(ref count)),
                        () => ForkJoin.Invoke(() => Interlocked.Increment(ref count), () => Interlocked.Increment(ref count))));
                }

                ParallelRange.Run(0, 10, 1, _ => Interlocked.Increment(ref count));
            }));
            count.Should().Be(130);
        }
    }

    [Fact]
    public void Scope_SpawnFromAForkInside_Runs()
    {
        for (int round = 0; round < 100; round++)
        {
            int count = 0;
            Schedulers.On(4, () => ForkJoin.Scope(scope => ForkJoin.Invoke(
                () => scope.Spawn(() => Interlocked.Increment(ref count)),
                () => scope.Spawn(() => Interlocked.Increment(ref count)))));
            count.Should().Be(2);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Scope_BodyAndSpawnsFail_BodyFirstThenInOrderOfSpawning(int workers)
    {
        for (int round = 0; round < 30; round++)
        {
            int count = 0;
            Action run = () => Schedulers.On(workers, () => ForkJoin.Scope(scope =>
            {
                for (int i = 0; i < 50; i++)
                {
                    scope.Spawn(i, n =>
                    {
                        Interlocked.Increment(ref count);
                        if (n % 10 == 7)
                            throw new InvalidOperationException($"{n}");
                    });
                }

                throw new FormatException("body");
            }));
            run.Should().Throw<AggregateException>().Which.InnerExceptions.Select(error => error.Message).Should().Equal("body", "7", "17", "27", "37", "47");
            count.Should().Be(50);
        }
    }

    [Fact]
    public void Scope_NestedFailures_AreFlat()
    {
        Action run = () => ForkJoin.Scope(outer => outer.Spawn(() => ForkJoin.Scope(inner =>
        {
            inner.Spawn(() => ParallelRange.Run(0, 2, 1, i => throw new InvalidOperationException($"{i}"), new RangeOptions { MaxWorkers = 1 }));
            inner.Spawn(() => throw new FormatException("second"));
        })));
        run.Should().Throw<AggregateException>().Which.InnerExceptions.Select(error => error.Message).Should().Equal("0", "second");
    }

    [Fact]
    public void Spawn_AfterTheEnd_Throws()
    {
        ForkScope? kept = null;
        ForkJoin.Scope(scope => kept = scope);
        ((Action)(() => kept!.Spawn(() => { }))).Should().Throw<InvalidOperationException>();
        Action fromInside = () => ForkJoin.Scope(_ => kept!.Spawn(() => { }));
        fromInside.Should().Throw<AggregateException>().Which.InnerExceptions[0].Should().BeOfType<InvalidOperationException>();
    }

    [Fact]
    public void Spawn_FromAForeignThread_Throws() => ForkJoin.Scope(scope =>
    {
        Exception? plain = null;
        Exception? worker = null;
        Exception? stranger = null;
        Threads.RunOnce(() =>
        {
            plain = Record.Exception(() => scope.Spawn(() => { }));
            worker = Record.Exception(() => Schedulers.On(3, () => scope.Spawn(() => { })));
            stranger = Record.Exception(() => ForkJoin.Scope(_ => scope.Spawn(() => { })));
        });
        plain.Should().BeOfType<InvalidOperationException>();
        worker.Should().BeOfType<InvalidOperationException>();
        stranger.Should().BeOfType<AggregateException>().Which.InnerExceptions[0].Should().BeOfType<InvalidOperationException>();
    });

    [Fact]
    public void Spawn_NullBody_IsNamed() => ForkJoin.Scope(scope =>
    {
        ((Action)(() => scope.Spawn(null!))).Should().Throw<ArgumentNullException>().WithParameterName("body");
        ((Action)(() => scope.Spawn(1, null!))).Should().Throw<ArgumentNullException>().WithParameterName("body");
    });
}
