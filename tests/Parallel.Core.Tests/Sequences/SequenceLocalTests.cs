using System.Collections.Concurrent;
using FluentAssertions;
using Microsoft.Extensions.ObjectPool;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Sequences;

/// <summary>An instance a worker and call, at most; released whatever happens.</summary>
public sealed class SequenceLocalTests
{
    private static readonly Dictionary<string, Action<ParallelSequence<int, Watched>>> s_chains = new()
    {
        ["ForEach"] = static items => items.ForEach(static (_, own) => own.Use()),
        ["Select"] = static items => items.Select(static (item, own) => own.Use() + item).ToArray(),
        ["Where"] = static items => items.Where(static (_, own) => own.Use() == 0).ToArray(),
        ["Aggregate"] = static items => items.Aggregate(static () => 0, static (sum, _, own) => sum + own.Use(), static (a, b) => a + b),
        ["all"] = static items => items.Select(static (item, own) => own.Use() + item).Where(static (_, own) => own.Use() == 0).ForEach(static (_, own) => own.Use()),
        ["gathered"] = static items => items.Where(static (_, own) => own.Use() == 0).Reverse().Zip(items.Select(static (item, own) => own.Use() + item)).Skip(3).Sum(static pair => pair.First),
    };

    public static TheoryData<string> Chains => [.. s_chains.Keys];

    [Theory]
    [MemberData(nameof(Chains))]
    public void Instances_OfACall_AreAtMostOneAWorkerAndAllDisposed(string chain)
    {
        for (int round = 0; round < 20; round++)
        {
            var made = new ConcurrentBag<Watched>();
            s_chains[chain](Begin(made, round));
            made.Should().NotBeEmpty();
            Check(made);
        }
    }

    [Theory]
    [MemberData(nameof(Chains))]
    public void Instances_OfACallThatFails_AreDisposed(string chain)
    {
        for (int round = 0; round < 20; round++)
        {
            var made = new ConcurrentBag<Watched>();
            int failing = round + 1;
            FluentActions.Invoking(() => s_chains[chain](Begin(made, round, own => own.Uses == failing ? throw new ItemException("use", failing) : 0)))
                .Should().Throw<AggregateException>().Which.InnerExceptions.Should().AllBeOfType<ItemException>();
            Check(made);
        }
    }

    [Theory]
    [MemberData(nameof(Chains))]
    public void Instances_OfACallThatIsCancelled_AreDisposed(string chain)
    {
        for (int round = 0; round < 20; round++)
        {
            using var cancellation = new CancellationTokenSource();
            var made = new ConcurrentBag<Watched>();
            ParallelSequence<int, Watched> items = Begin(
                made,
                round,
                own =>
                {
                    if (own.Uses == 20)
                        cancellation.Cancel();
                    return 0;
                },
                cancellation.Token);
            FluentActions.Invoking(() => s_chains[chain](items)).Should().Throw<OperationCanceledException>();
            Check(made);
        }
    }

    [Fact]
    public void Instance_WithinAPiece_IsTheSameForAllOperators() =>
        ParallelRange.From(0, 5000).On(Schedulers.Of(4)).WithLocal(static () => new object()).Select(static (item, own) => (item, own)).Where(static (pair, own) => pair.own == own)
            .Select(static (pair, own) => pair.own == own).Count(static isSame => isSame).Should().Be(5000);

    [Fact]
    public void Instances_OfTwoWithLocals_AreTheirOwn()
    {
        var first = new ConcurrentBag<Watched>();
        var second = new ConcurrentBag<string>();
        ParallelRange.From(0, 100).WithMaxWorkers(1).WithLocal(Make(first, null)).Select(static (item, own) => own.Use() + item)
            .WithLocal(() => Added(second)).Select(static (item, text) => item + text.Length).Sum().Should().Be(4950 + 400);
        (first.Count, second.Count).Should().Be((1, 1));
        Check(first);
    }

    [Fact]
    public void Instances_OfTwoCalls_AreNotShared()
    {
        var made = new ConcurrentBag<Watched>();
        ParallelSequence<int, Watched> items = ParallelRange.From(0, 100).WithMaxWorkers(1).WithLocal(Make(made, null));
        items.ForEach(static (_, own) => own.Use());
        items.ForEach(static (_, own) => own.Use());
        made.Should().HaveCount(2).And.OnlyContain(static own => own.Disposed == 1);
    }

    [Fact]
    public void Instances_NotNeeded_AreNotMade()
    {
        var made = new ConcurrentBag<Watched>();
        ParallelRange.From(0, 100).WithLocal(Make(made, null)).Select(static item => item).Sum().Should().Be(4950);
        ParallelRange.From(0, 0).WithLocal(Make(made, null)).Select(static (item, own) => own.Use() + item).ToArray().Should().BeEmpty();
        made.Should().BeEmpty();
    }

    [Fact]
    public void Pool_InstancesGoBack_HoweverTheCallEnds()
    {
        var pool = new CountingPool();
        ParallelSequence<int, object> items = ParallelRange.From(0, 1000).On(Schedulers.Of(4)).WithLocal(pool);
        items.Select(static (item, _) => item).Sum().Should().Be(499_500);
        pool.Out.Should().Be(0);
        FluentActions.Invoking(() => items.ForEach(static (item, _) => throw new ItemException("body", item))).Should().Throw<AggregateException>();
        pool.Out.Should().Be(0);
        using var cancellation = new CancellationTokenSource();
        FluentActions.Invoking(() => ParallelRange.From(0, 1000).WithCancellation(cancellation.Token).WithLocal(pool).Where((_, _) => Cancel(cancellation)).ToArray()).Should().Throw<OperationCanceledException>();
        pool.Out.Should().Be(0);
        pool.Taken.Should().BePositive();
    }

    [Fact]
    public void Dispose_ThatFails_ComesAfterTheCallsOwnFailure()
    {
        ParallelSequence<int, FailingToDispose> items = ParallelRange.From(0, 100).WithMaxWorkers(1).WithLocal(static () => new FailingToDispose());
        FluentActions.Invoking(() => items.ForEach(static (item, _) => throw new ItemException("body", item)))
            .Should().Throw<AggregateException>().Which.InnerExceptions.Cast<ItemException>().Select(static e => e.Where).Should().Equal("body", "dispose");
        FluentActions.Invoking(() => items.ForEach(static (_, _) => { }))
            .Should().Throw<AggregateException>().Which.InnerExceptions.Cast<ItemException>().Select(static e => e.Where).Should().Equal("dispose");
    }

    [Fact]
    public void Factory_ThatFails_FailsTheItem()
    {
        ParallelSequence<int, object> items = ParallelRange.From(0, 100).WithLocal(static object () => throw new ItemException("factory", 0));
        Action[] results = [
            () => items.ForEach(static (_, _) => { }), () => items.Select(static (item, _) => item).ToArray(), () => items.Where(static (_, _) => true).Count(),
            () => items.Aggregate(static () => 0, static (sum, _, _) => sum, static (a, b) => a + b)];
        foreach (Action result in results)
            result.Should().Throw<AggregateException>().Which.InnerExceptions[0].Should().BeOfType<ItemException>();
    }

    private static bool Cancel(CancellationTokenSource cancellation)
    {
        cancellation.Cancel();
        return true;
    }

    private static string Added(ConcurrentBag<string> bag)
    {
        bag.Add("four");
        return "four";
    }

    private static ParallelSequence<int, Watched> Begin(ConcurrentBag<Watched> made, int round, Func<Watched, int>? onUse = null, CancellationToken cancellationToken = default) =>
        ParallelRange.From(0, 500).On(Schedulers.Of(round % 2 == 0 ? 2 : 6)).WithChunk(round % 3 == 0 ? 8 : ChunkPolicy.Auto).WithCancellation(cancellationToken).WithLocal(Make(made, onUse));

    private static Func<Watched> Make(ConcurrentBag<Watched> made, Func<Watched, int>? onUse) => () =>
    {
        var own = new Watched(onUse);
        made.Add(own);
        return own;
    };

    private static void Check(ConcurrentBag<Watched> made)
    {
        made.Should().OnlyContain(static own => own.Disposed == 1 && !own.WasUsedByAnother);
        made.Select(static own => own.Thread).Should().OnlyHaveUniqueItems();
    }

    private sealed class Watched(Func<Watched, int>? onUse) : IDisposable
    {
        public Thread Thread { get; } = Thread.CurrentThread;

        public int Uses { get; private set; }

        public int Disposed { get; private set; }

        public bool WasUsedByAnother { get; private set; }

        public int Use()
        {
            WasUsedByAnother |= Thread != Thread.CurrentThread || Disposed > 0;
            Uses++;
            Thread.SpinWait(20);
            return onUse?.Invoke(this) ?? 0;
        }

        public void Dispose() => Disposed++;
    }

    private sealed class FailingToDispose : IDisposable
    {
        public void Dispose() => throw new ItemException("dispose", 0);
    }

    private sealed class CountingPool : ObjectPool<object>
    {
        private int _out;
        private int _taken;

        public int Out => _out;

        public int Taken => _taken;

        public override object Get()
        {
            Interlocked.Increment(ref _out);
            Interlocked.Increment(ref _taken);
            return new object();
        }

        public override void Return(object obj) => Interlocked.Decrement(ref _out);
    }
}
