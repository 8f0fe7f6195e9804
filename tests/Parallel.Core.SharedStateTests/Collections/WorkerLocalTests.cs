using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using FluentAssertions;
using Microsoft.Extensions.ObjectPool;
using ParallelCore.Collections;
using ParallelCore.Primitives;
using ParallelCore.Tests.Loops;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Collections;

public sealed class WorkerLocalTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(64)]
    public void Value_InALoop_IsMadeAtMostOnceForEachWorker(int workers)
    {
        int made = 0;
        var seen = new ConcurrentDictionary<int, ConcurrentDictionary<Disposals, bool>>();
        using var local = new WorkerLocal<Disposals>(() =>
        {
            Interlocked.Increment(ref made);
            return new Disposals();
        });
        ParallelRange.Run(
            0,
            20_000,
            1,
            i => seen.GetOrAdd(Environment.CurrentManagedThreadId, _ => new()).TryAdd(local.Value, true),
            Schedulers.Options(workers));
        seen.Values.Should().OnlyContain(instances => instances.Count == 1, "a thread sees the same one each time");
        made.Should().BeInRange(1, seen.Count).And.BeLessThanOrEqualTo(workers + 1);
        local.Values.Should().HaveCount(made).And.OnlyHaveUniqueItems().And.BeEquivalentTo(seen.Values.Select(instances => instances.Keys.Single()).Distinct());
    }

    [Fact]
    public void Values_AfterALoop_AddUpToTheWhole()
    {
        using var sums = new WorkerLocal<StrongBox<long>>(() => new StrongBox<long>());
        sums.Values.Should().BeEmpty();
        ParallelRange.Run(0, 100_000, i => sums.Value.Value += i, Schedulers.Options(2));
        sums.Values.Sum(box => box.Value).Should().Be(100_000L * 99_999 / 2);
    }

    [Fact]
    public void Value_ByMoreThreadsThanNumbers_IsOneForEach()
    {
        int threads = ThreadNumber.Most + 40;
        var local = new WorkerLocal<Disposals>(() => new Disposals());
        var values = new Disposals[threads];
        using var all = new Barrier(threads);
        Threads.RunTogether(threads, thread =>
        {
            values[thread] = local.Value;
            all.SignalAndWait();
            for (int i = 0; i < 100; i++)
                local.Value.Should().BeSameAs(values[thread]);
        });
        values.Should().OnlyHaveUniqueItems();
        local.Values.Should().BeEquivalentTo(values);
        local.Dispose();
        values.Should().OnlyContain(value => value.Count == 1);
    }

    [Fact]
    public void Value_WithoutANumberAndThenWithOne_StaysTheSame()
    {
        using var local = new WorkerLocal<object>(() => new object());
        NumberlessThread.Run(takeNumber =>
        {
            object value = local.Value;
            local.Value.Should().BeSameAs(value);
            takeNumber();
            local.Value.Should().BeSameAs(value);
        });
        local.Values.Should().ContainSingle();
    }

    [Fact]
    public void Value_WithTheNumberOfAThreadThatHadItsOwn_StaysTheSame()
    {
        using var local = new WorkerLocal<object>(() => new object());
        object? value = null;
        NumberlessThread.Run(
            takeNumber =>
            {
                value = local.Value;
                takeNumber();
                local.Value.Should().BeSameAs(value, "what an ended thread left at the number is not this thread's");
                local.Value.Should().BeSameAs(value);
            },
            others: () => local.Value.Should().NotBeNull());
        local.Values.Should().OnlyHaveUniqueItems().And.ContainSingle(instance => instance == value);
    }

    [Fact]
    public void Value_ByThreadAfterThreadWithoutANumber_PassesInstancesOn()
    {
        using var local = new WorkerLocal<object>(() => new object());
        NumberlessThread.Run(_ =>
        {
            for (int i = 0; i < 50; i++)
                Threads.RunOnce(() => local.Value.Should().NotBeNull());
        });
        local.Values.Should().ContainSingle();
    }

    [Fact]
    public void Value_AfterTheFactoryThrew_TriesAgain()
    {
        int calls = 0;
        using var local = new WorkerLocal<object>(() => ++calls == 1 ? throw new FormatException() : new object());
        FluentActions.Invoking(() => local.Value).Should().Throw<FormatException>();
        local.Values.Should().BeEmpty();
        local.Value.Should().BeSameAs(local.Value);
        calls.Should().Be(2);
    }

    [Fact]
    public void Value_OfAFactoryThatAsksForIt_Throws()
    {
        WorkerLocal<object>? local = null;
        bool asks = true;
        local = new WorkerLocal<object>(() => asks ? local!.Value : new object());
        FluentActions.Invoking(() => local.Value).Should().Throw<InvalidOperationException>();
        asks = false;
        local.Value.Should().NotBeNull();
        local.Dispose();
    }

    [Fact]
    public void Value_OfAFactoryThatGivesNull_Throws()
    {
        using var local = new WorkerLocal<object>(() => null!);
        FluentActions.Invoking(() => local.Value).Should().Throw<InvalidOperationException>();
        local.Values.Should().BeEmpty();
    }

    [Fact]
    public void Value_AfterTheFirstUse_AllocatesNothing()
    {
        using var local = new WorkerLocal<object>(() => new object());
        AllocatedBytes.Least(() => _ = local.Value).OfThisThread.Should().Be(0);
    }

    [Fact]
    public void Constructor_WithNull_Throws()
    {
        FluentActions.Invoking(() => new WorkerLocal<object>((Func<object>)null!)).Should().Throw<ArgumentNullException>().WithParameterName("factory");
        FluentActions.Invoking(() => new WorkerLocal<object>((ObjectPool<object>)null!)).Should().Throw<ArgumentNullException>().WithParameterName("pool");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(64)]
    public void Dispose_AfterABodyThrew_ReleasesEachOnce(int workers)
    {
        var made = new ConcurrentQueue<Disposals>();
        FluentActions.Invoking(() =>
        {
            using var local = NewLocal(made);
            ParallelRange.Run(0, 10_000, 1, i => Use(local, i == 5_000 ? throw new FormatException() : i), Schedulers.Options(workers));
        }).Should().Throw<AggregateException>().Which.InnerExceptions.Should().ContainSingle().Which.Should().BeOfType<FormatException>();
        made.Should().NotBeEmpty().And.OnlyContain(instance => instance.Count == 1);
    }

    [Fact]
    public void Dispose_AfterACancelledLoop_ReleasesEachOnce()
    {
        var made = new ConcurrentQueue<Disposals>();
        using var source = new CancellationTokenSource();
        FluentActions.Invoking(() =>
        {
            using var local = NewLocal(made);
            ParallelRange.Run(
                0,
                10_000,
                1,
                i =>
                {
                    Use(local, i);
                    source.Cancel();
                },
                Schedulers.Options(2).With(cancellationToken: source.Token));
        }).Should().Throw<OperationCanceledException>();
        made.Should().NotBeEmpty().And.OnlyContain(instance => instance.Count == 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(64)]
    public void Dispose_OfPooledInstances_GivesAllBackOnce(int workers)
    {
        var pool = new CountingPool();
        using (var local = new WorkerLocal<object>(pool))
        {
            ParallelRange.Run(0, 10_000, 1, i => _ = local.Value, Schedulers.Options(workers));
            pool.Returned.Should().BeEmpty();
        }

        pool.Taken.Count.Should().BeInRange(1, workers + 1);
        pool.Returned.Should().BeEquivalentTo(pool.Taken);
    }

    [Fact]
    public void Dispose_WhenSomeThrow_ReleasesAllAndThrowsThemFlat()
    {
        Exception[] failures = [new FormatException(), new AggregateException(new InvalidCastException(), new TimeoutException())];
        var made = new ConcurrentQueue<Disposals>();
        int next = -1;
        var local = new WorkerLocal<Disposals>(() =>
        {
            var instance = new Disposals(failures.ElementAtOrDefault(Interlocked.Increment(ref next)));
            made.Enqueue(instance);
            return instance;
        });
        using var all = new Barrier(4);
        Threads.RunTogether(4, _ =>
        {
            Use(local, 0);
            all.SignalAndWait();
        });
        FluentActions.Invoking(local.Dispose).Should().Throw<AggregateException>()
            .Which.InnerExceptions.Select(e => e.GetType()).Should().BeEquivalentTo([typeof(FormatException), typeof(InvalidCastException), typeof(TimeoutException)]);
        made.Should().HaveCount(4).And.OnlyContain(instance => instance.Count == 1);
        FluentActions.Invoking(local.Dispose).Should().NotThrow();
        made.Should().OnlyContain(instance => instance.Count == 1);
    }

    [Fact]
    public void Dispose_WithARelease_CallsItInstead()
    {
        var released = new List<Disposals>();
        var local = new WorkerLocal<Disposals>(() => new Disposals(), released.Add);
        Disposals instance = local.Value;
        local.Dispose();
        local.Dispose();
        released.Should().Equal(instance);
        instance.Count.Should().Be(0);
    }

    [Fact]
    public void Members_AfterDispose_Throw()
    {
        var local = new WorkerLocal<object>(() => new object());
        _ = local.Value;
        local.Dispose();
        FluentActions.Invoking(() => local.Value).Should().Throw<ObjectDisposedException>();
        FluentActions.Invoking(() => local.Values).Should().Throw<ObjectDisposedException>();
        Threads.RunOnce(() => FluentActions.Invoking(() => local.Value).Should().Throw<ObjectDisposedException>());
    }

    [Fact]
    public void Dispose_WhileAnInstanceIsMade_ReleasesItAndThrowsThere()
    {
        var made = new Disposals();
        WorkerLocal<Disposals>? local = null;
        local = new WorkerLocal<Disposals>(() =>
        {
            Threads.RunOnce(() => local!.Dispose());
            return made;
        });
        FluentActions.Invoking(() => local.Value).Should().Throw<ObjectDisposedException>();
        made.Count.Should().Be(1);
    }

    [Fact]
    public void Dispose_ByManyAtOnce_ReleasesEachOnce()
    {
        for (int round = 0; round < Effort.Pick(quick: 40, full: 200); round++)
        {
            var made = new ConcurrentQueue<Disposals>();
            WorkerLocal<Disposals> local = NewLocal(made);
            Threads.RunTogether(4, thread =>
            {
                if (thread < 2)
                    _ = Record.Exception(() => Use(local, 0));
                else
                    local.Dispose();
            });
            made.All(instance => instance.Count == 1).Should().BeTrue();
        }
    }

    private static WorkerLocal<Disposals> NewLocal(ConcurrentQueue<Disposals> made) => new(() =>
    {
        var instance = new Disposals();
        made.Enqueue(instance);
        return instance;
    });

    private static void Use(WorkerLocal<Disposals> local, int i) => GC.KeepAlive((local.Value, i));
}
