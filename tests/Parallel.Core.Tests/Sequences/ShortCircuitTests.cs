using FluentAssertions;

namespace ParallelCore.Tests.Sequences;

/// <summary>Results that need few items end on sources that never would.</summary>
public sealed class ShortCircuitTests
{
    private static readonly Dictionary<string, Func<ParallelSequence<long>, bool>> s_results = new()
    {
        ["First"] = static items => items.First() == 0,
        ["First, where"] = static items => items.First(static item => item >= 5000) == 5000,
        ["First of Where"] = static items => items.Where(static item => item >= 5000).First() == 5000,
        ["FirstOrDefault"] = static items => items.FirstOrDefault(static item => item == 3) == 3,
        ["Any"] = static items => items.Any(),
        ["Any, where"] = static items => items.Any(static item => item == 1000),
        ["All"] = static items => !items.All(static item => item < 1000),
        ["Contains"] = static items => items.Contains(1000),
        ["FindAny"] = static items => items.FindAny(static item => item > 1000, out long found) && found > 1000,
        ["Take"] = static items => items.Take(1000).ToArray() is { Length: 1000 } all && all[^1] == 999,
        ["Take of Where"] = static items => items.Where(static item => item % 7 == 0).Take(1000).ToArray() is { Length: 1000 } all && all[^1] == 6993,
        ["Take none"] = static items => items.Where(static item => item % 7 == 0).Take(0).Count() == 0,
        ["TakeWhile"] = static items => items.TakeWhile(static item => item < 5000).ToArray() is { Length: 5000 } all && all[^1] == 4999,
        ["TakeWhile of Where"] = static items => items.Where(static item => item % 2 == 0).TakeWhile(static item => item < 5000).Count() == 2500,
        ["SelectMany, First"] = static items => items.SelectMany(static item => new[] { -item, item }).First(static item => item > 100) == 101,
        ["SelectMany, Take"] = static items => items.SelectMany(static item => new[] { -item, item }).Take(1001).Sum() == -500,
        ["endless collection"] = static items => items.SelectMany(static _ => Endless()).First(static item => item == 1000) == 1000,
        ["endless collection, Take"] = static items => items.SelectMany(static _ => Endless()).TakeWhile(static item => item < 1000).Count() == 1000,
    };

    private static readonly Dictionary<string, Func<ParallelSequence<long>, bool>> s_ofKnownPositions = new()
    {
        ["IndexOf"] = static items => items.IndexOf(5000) == 5000,
        ["IndexOf, where"] = static items => items.FindIndex(static item => item > 5000) == 5001,
        ["Select with index"] = static items => items.Select(static (item, index) => item + index).Take(10).Last() == 18,
        ["Skip"] = static items => items.Skip(1_000_000_000_000).First() == 1_000_000_000_000,
        ["Zip"] = static items => items.Zip(items.Skip(1)).Take(100).Last() == (99, 100),
        ["Chunk"] = static items => items.Chunk(10).First() is [0, .., 9],
        ["Last of Take"] = static items => items.Take(1_000_000_000_000).Last() == 999_999_999_999,
        ["Reverse, First"] = static items => items.Take(1_000_000_000_000).Reverse().First() == 999_999_999_999,
        ["Concat"] = static items => items.Take(1_000_000_000_000).Concat(items.Take(10)).Skip(1_000_000_000_009).Last() == 9,
        ["Index"] = static items => items.Index().First(static pair => pair.Index == 100).Item == 100,
    };

    public static TheoryData<string> Results => [.. s_results.Keys];

    public static TheoryData<string> ResultsOfKnownPositions => [.. s_ofKnownPositions.Keys];

    [Theory]
    [MemberData(nameof(Results))]
    public void Result_OfAnEndlessRange_Ends(string name) =>
        ForAllSetups(setup => s_results[name](setup.With(ParallelRange.From(0L, long.MaxValue))).Should().BeTrue("{0}", setup));

    [Theory]
    [MemberData(nameof(ResultsOfKnownPositions))]
    public void Result_OfAnEndlessRangeWithPositions_Ends(string name) =>
        ForAllSetups(setup => s_ofKnownPositions[name](setup.With(ParallelRange.From(0L, long.MaxValue))).Should().BeTrue("{0}", setup));

    [Theory]
    [MemberData(nameof(Results))]
    public void Result_OfAnEndlessIterator_EndsAndDisposesIt(string name) => ForAllSetups(setup =>
    {
        var source = new PulledSource();
        s_results[name](setup.With(ParallelRange.Over(source)).Select(static item => (long)item)).Should().BeTrue("{0}", setup);
        source.Disposed.Should().Be(source.Begun).And.BePositive();
        source.WasPulledByTwo.Should().BeFalse();
    });

    [Fact]
    public void First_OfAnIterator_PullsOneBatchOnly()
    {
        var source = new PulledSource();
        ParallelRange.Over(source).Select(static item => item + 1).First().Should().Be(1);
        source.Pulled.Should().Be(16);
    }

    [Fact]
    public void First_BehindTheFirstBatch_PullsOneForHundredsOfWorkers()
    {
        var source = new PulledSource();
        ParallelRange.Over(source).First(static item => item == 16).Should().Be(16);
        source.Pulled.Should().Be(16 + 256);
    }

    [Fact]
    public void Take_OfNone_PullsNothing()
    {
        var source = new PulledSource();
        ParallelRange.Over(source).Take(0).ToArray().Should().BeEmpty();
        (source.Pulled, source.Disposed).Should().Be((0, 1));
    }

    [Fact]
    public void Iterator_PulledByAnyResult_ByOneThreadAndDisposedOnce()
    {
        foreach (int length in (int[])[0, 1, 15, 16, 17, 80, 81, 100_000])
        {
            var source = new PulledSource(length);
            ParallelRange.Over(source).On(Scheduling.Schedulers.Of(4)).Where(static item => item % 2 == 0).ToArray()
                .Should().HaveCount((length + 1) / 2).And.BeInAscendingOrder();
            (source.Pulled, source.Begun, source.Disposed, source.WasPulledByTwo).Should().Be((length + 1, 1, 1, false));
        }
    }

    [Fact]
    public void Iterator_ThatFails_IsDisposedAndItsItemsBeforeAreRun()
    {
        var source = new PulledSource(1000, failing: 700);
        int ran = 0;
        FluentActions.Invoking(() => ParallelRange.Over(source).ForEach(_ => Interlocked.Increment(ref ran)))
            .Should().Throw<AggregateException>().Which.InnerExceptions.Should().ContainSingle().Which.Should().BeOfType<ItemException>();
        (ran, source.Disposed).Should().Be((700, 1));
    }

    [Fact]
    public void Iterator_WhoseConsumerFails_IsDisposed()
    {
        var source = new PulledSource();
        FluentActions.Invoking(() => ParallelRange.Over(source).ForEach(static item => throw new ItemException("body", item))).Should().Throw<AggregateException>();
        (source.Disposed, source.Pulled).Should().Be((1, 16));
    }

    [Fact]
    public void Iterator_ThatFailsToBeginOrEnd_ArrivesInTheAggregate()
    {
        FluentActions.Invoking(static () => ParallelRange.Over(new Unbegun()).Count()).Should().Throw<AggregateException>().Which.InnerExceptions[0].Should().BeOfType<ItemException>();
        AggregateException e = FluentActions.Invoking(static () => ParallelRange.Over(new PulledSource(10, disposeFails: true)).ForEach(static item => throw new ItemException("body", item)))
            .Should().Throw<AggregateException>().Which;
        e.InnerExceptions.Cast<ItemException>().Select(static inner => inner.Where).Should().StartWith("body").And.EndWith("dispose");
    }

    [Fact]
    public void Iterator_CancelledWhilePulled_IsDisposed()
    {
        using var cancellation = new CancellationTokenSource();
        var source = new PulledSource { OnPull = position => { if (position == 1000) cancellation.Cancel(); } };
        FluentActions.Invoking(() => ParallelRange.Over(source).WithCancellation(cancellation.Token).Sum(static item => (long)item))
            .Should().Throw<OperationCanceledException>().Which.CancellationToken.Should().Be(cancellation.Token);
        (source.Disposed, source.Pulled).Should().Be((1, 1001));
    }

    [Fact]
    public void Iterator_ThatFailsWhileCancelled_ArrivesInTheAggregate()
    {
        using var cancellation = new CancellationTokenSource();
        var source = new PulledSource(1000, failing: 5) { OnPull = position => { if (position == 5) cancellation.Cancel(); } };
        FluentActions.Invoking(() => ParallelRange.Over(source).WithCancellation(cancellation.Token).Count())
            .Should().Throw<Exception>().Which.Should().Match(static e => e is AggregateException || e is OperationCanceledException);
        source.Disposed.Should().Be(1);
    }

    [Fact]
    public void Where_OfAHugeRange_NeedsNoMemoryForWhatItDoesNotKeep()
    {
        foreach (long length in (long[])[1L << 33, 1L << 40, long.MaxValue])
        {
            FluentActions.Invoking(() => ParallelRange.From(0L, length).WithChunk(10_000).Where(static item => item >= 100_000 ? throw new ItemException("where", 100_000) : item % 10_000 == 0).ToArray())
                .Should().Throw<AggregateException>().Which.InnerExceptions[0].Should().BeOfType<ItemException>();
        }
    }

    private static IEnumerable<long> Endless()
    {
        for (long i = 0; ; i++)
            yield return i;
    }

    private static void ForAllSetups(Action<ChainSetup> check)
    {
        foreach (string chunk in (string[])["Auto", "7", "64", "Guided"])
        {
            foreach (int workers in (int[])[1, 2, 16])
            {
                check(new ChainSetup(ChainSource.LongRange, 0, chunk, workers, IsLimited: workers == 2, HasToken: false));
                check(new ChainSetup(ChainSource.LongRange, 0, chunk, workers, IsLimited: false, HasToken: true));
            }
        }
    }

    private sealed class Unbegun : IEnumerable<int>
    {
        public IEnumerator<int> GetEnumerator() => throw new ItemException("begin", 0);

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
