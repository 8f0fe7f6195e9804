using FluentAssertions;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Sequences;

public sealed class KeyedFailureTests
{
    [Fact]
    public void Operators_NoSelector_AreRefusedAtOnce()
    {
        ParallelSequence<int> sequence = KeyedCases.On(1, [1]);
        sequence.Invoking(s => s.DistinctBy<int>(null!)).Should().Throw<ArgumentNullException>().WithParameterName("keySelector");
        sequence.Invoking(s => s.CountBy<int>(null!)).Should().Throw<ArgumentNullException>().WithParameterName("keySelector");
        sequence.Invoking(s => s.GroupBy((Func<int, int>)null!)).Should().Throw<ArgumentNullException>().WithParameterName("keySelector");
        sequence.Invoking(s => s.GroupBy(item => item, (Func<int, int>)null!)).Should().Throw<ArgumentNullException>().WithParameterName("elementSelector");
        sequence.Invoking(s => s.ToLookup<int>(null!)).Should().Throw<ArgumentNullException>().WithParameterName("keySelector");
        sequence.Invoking(s => s.ToLookup<int, int>(item => item, (Func<int, int>)null!)).Should().Throw<ArgumentNullException>().WithParameterName("elementSelector");
        sequence.Invoking(s => s.ToDictionary<int>(null!)).Should().Throw<ArgumentNullException>().WithParameterName("keySelector");
        sequence.Invoking(s => s.ToDictionary<int, int>(item => item, (Func<int, int>)null!)).Should().Throw<ArgumentNullException>().WithParameterName("elementSelector");
        sequence.Invoking(s => s.AggregateBy(item => item, 0, null!)).Should().Throw<ArgumentNullException>().WithParameterName("func");
        sequence.Invoking(s => s.AggregateBy(item => item, (Func<int, int>)null!, (a, b) => a + b)).Should().Throw<ArgumentNullException>().WithParameterName("seedSelector");
        FluentActions.Invoking(() => ((ParallelSequence<KeyValuePair<int, int>>)null!).ToDictionary()).Should().Throw<ArgumentNullException>().WithParameterName("source");
    }

    [Theory]
    [InlineData(100)]
    [InlineData(5000)]
    [InlineData(300_000)]
    public void Operators_SelectorFails_ReportTheLowestItem(int length)
    {
        int lowest = length / 2;
        foreach (int workers in KeyedCases.Workers)
        {
            ParallelSequence<int> sequence = ParallelRange.From(0, length).On(Schedulers.Of(workers));
            Func<int, int> fails = i => i >= lowest && i % 5 == 0 ? throw new InvalidOperationException($"{i}") : i;
            sequence.Invoking(s => s.GroupBy(fails).Count()).Should().Throw<AggregateException>().Which.InnerExceptions[0].Message.Should().Be($"{lowest}");
            sequence.Invoking(s => s.ToDictionary(fails)).Should().Throw<AggregateException>().Which.InnerExceptions[0].Message.Should().Be($"{lowest}");
            sequence.Invoking(s => s.ToLookup(i => i, fails)).Should().Throw<AggregateException>().Which.InnerExceptions[0].Message.Should().Be($"{lowest}");
        }
    }

    [Fact]
    public void Operators_ComparerFails_ThrowFlatAggregates()
    {
        var comparer = new FailingComparer();
        ParallelSequence<int> sequence = ParallelRange.From(0, 5000).Select(i => i % 100);
        sequence.Invoking(s => s.Distinct(comparer).Count()).Should().Throw<AggregateException>().Which.InnerExceptions.Should().AllBeOfType<InvalidOperationException>();
        sequence.Invoking(s => s.ToHashSet(comparer)).Should().Throw<AggregateException>().Which.InnerExceptions.Should().AllBeOfType<InvalidOperationException>();
        sequence.Invoking(s => s.ToLookup(i => i, comparer)).Should().Throw<AggregateException>().Which.InnerExceptions.Should().AllBeOfType<InvalidOperationException>();
        sequence.Invoking(s => s.ToDictionary(i => i, comparer)).Should().Throw<AggregateException>().Which.InnerExceptions.Should().AllBeOfType<InvalidOperationException>();
    }

    [Fact]
    public void AggregateBy_FoldFails_ReportsTheFirstKey()
    {
        ParallelSequence<int> sequence = ParallelRange.From(0, 5000).On(Schedulers.Of(3));
        sequence.Invoking(s => s.AggregateBy(i => i % 100, 0, (state, i) => i % 100 >= 40 ? throw new InvalidOperationException($"{i}") : state).ToArray())
            .Should().Throw<AggregateException>().Which.InnerExceptions[0].Message.Should().Be("40");
    }

    [Fact]
    public void ToDictionary_KeyTwice_NamesTheLowestOne()
    {
        KeyedCases.On(2, [5, 1, 2, 3, 2, 1, 5]).Invoking(s => s.ToDictionary(item => item)).Should().ThrowExactly<ArgumentException>().WithMessage("*key 2*");
        KeyedCases.On(2, ["a", null!, "a"]).Invoking(s => s.ToDictionary(item => item)).Should().ThrowExactly<ArgumentNullException>();
    }

    [Theory]
    [InlineData(10)]
    [InlineData(5000)]
    [InlineData(300_000)]
    public void Operators_CancelledBySelector_ThrowWithTheToken(int length)
    {
        foreach (int workers in KeyedCases.Workers)
        {
            Cancelled((sequence, by) => sequence.CountBy(by).ToArray());
            Cancelled((sequence, by) => sequence.GroupBy(by).ToArray());
            Cancelled((sequence, by) => sequence.ToLookup(by));
            Cancelled((sequence, by) => sequence.ToDictionary(by));
            Cancelled((sequence, by) => sequence.OrderBy(by).ToArray());
            Cancelled((sequence, by) => sequence.OrderBy(i => i).ThenBy(by).ToArray());

            void Cancelled(Action<ParallelSequence<int>, Func<int, int>> result)
            {
                using var source = new CancellationTokenSource();
                ParallelSequence<int> sequence = ParallelRange.From(0, length).On(Schedulers.Of(workers)).WithCancellation(source.Token);
                Action act = () => result(
                    sequence,
                    i =>
                    {
                        if (i == length / 2)
                        {
                            source.Cancel();
                        }

                        return i;
                    });
                act.Should().ThrowExactly<OperationCanceledException>().Which.CancellationToken.Should().Be(source.Token);
            }
        }
    }

    [Fact]
    public void CountBy_CancelledEarly_CallsFewMoreSelectors()
    {
        using var source = new CancellationTokenSource();
        int calls = 0;
        KeyedCases.On(1, new int[300_000]).WithCancellation(source.Token).Invoking(s => s.CountBy(item =>
        {
            calls++;
            source.Cancel();
            return item;
        }).ToArray()).Should().ThrowExactly<OperationCanceledException>();
        calls.Should().BeLessThan(3000);
    }

    [Fact]
    public void ToDictionary_CancelledByComparer_StopsInserting()
    {
        using var source = new CancellationTokenSource();
        var comparer = new CancellingComparer(source);
        ParallelRange.From(0, 10_000).WithCancellation(source.Token).Invoking(s => s.ToDictionary(i => i, comparer))
            .Should().ThrowExactly<OperationCanceledException>().Which.CancellationToken.Should().Be(source.Token);
        comparer.Calls.Should().BeLessThan(5000);
    }

    [Fact]
    public void Operators_CancelledBefore_CallNothing()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        foreach (int length in new[] { 0, 10, 300_000 })
        {
            ParallelSequence<int> sequence = KeyedCases.On(2, new int[length]).WithCancellation(source.Token);
            sequence.Invoking(s => s.Distinct().ToArray()).Should().ThrowExactly<OperationCanceledException>();
            sequence.Invoking(s => s.ToHashSet()).Should().ThrowExactly<OperationCanceledException>();
            sequence.Invoking(s => s.ToDictionary<int>(_ => throw new InvalidOperationException())).Should().ThrowExactly<OperationCanceledException>();
            sequence.Invoking(s => s.OrderBy<int>(_ => throw new InvalidOperationException()).ToArray()).Should().ThrowExactly<OperationCanceledException>();
        }
    }

    private sealed class CancellingComparer(CancellationTokenSource source) : IEqualityComparer<int>
    {
        public int Calls { get; private set; }

        public bool Equals(int x, int y) => x == y;

        public int GetHashCode(int obj)
        {
            Calls++;
            source.Cancel();
            return obj;
        }
    }

    private sealed class FailingComparer : IEqualityComparer<int>
    {
        public bool Equals(int x, int y) => x == y;

        public int GetHashCode(int obj) => obj == 50 ? throw new InvalidOperationException() : obj;
    }
}
