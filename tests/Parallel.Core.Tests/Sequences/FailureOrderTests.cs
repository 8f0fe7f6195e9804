using FluentAssertions;

namespace ParallelCore.Tests.Sequences;

/// <summary>Of several failures, the one that a sequential loop would have met comes first; what lies behind a stop doesn't count.</summary>
public sealed class FailureOrderTests
{
    private const int Length = 300;

    private static readonly int[] s_places = [0, 1, 2, 6, 7, 8, 9, 15, 16, 31, 62, 63, 64, 65, 66, 72, 128, 150, 191, 192, 255, 256, 257, 298, 299, 300];

    private static readonly Dictionary<string, Func<ParallelSequence<int>, int, ParallelSequence<int>>> s_operators = new()
    {
        ["Select"] = static (items, j) => items.Select(item => Check(item, "second", j)),
        ["Select, indexed"] = static (items, j) => items.Index().Select(pair => Check(pair.Item, "second", j)),
        ["Where"] = static (items, j) => items.Where(item => Check(item, "second", j) >= 0),
        ["Do"] = static (items, j) => items.Do(item => Check(item, "second", j)),
        ["Do, Where, Do"] = static (items, j) => items.Do(static _ => { }).Where(static item => item % 5 != 9).Do(item => Check(item, "second", j)),
        ["SelectMany"] = static (items, j) => items.SelectMany(item => new[] { Check(item, "second", j) }),
        ["SelectMany, pulled"] = static (items, j) => items.SelectMany(item => Pulled(item, j)),
        ["Zip"] = static (items, j) => items.Zip(ParallelRange.From(0, 1000), (item, other) => Check(item, "second", j)),
        ["Zip with one that fails"] = static (items, j) => items.Zip(ParallelRange.From(0, 1000).Select(item => Check(item, "second", j)), static (item, other) => item),
        ["Local Select"] = static (items, j) => items.WithLocal(static () => new object()).Select((item, _) => Check(item, "second", j)),
        ["Local Where"] = static (items, j) => items.WithLocal(static () => new object()).Where((item, _) => Check(item, "second", j) >= 0),
        ["Concat"] = static (items, j) => items.Concat(ParallelRange.From(1000, 1100)).Select(item => Check(item, "second", j)),
    };

    private static readonly Dictionary<string, Action<ParallelSequence<int>, int>> s_results = new()
    {
        ["ForEach"] = static (items, j) => items.ForEach(item => Check(item, "second", j)),
        ["Local ForEach"] = static (items, j) => items.WithLocal(static () => new object()).ForEach((item, _) => Check(item, "second", j)),
        ["Aggregate"] = static (items, j) => items.Aggregate(0, (sum, item) => sum + Check(item, "second", j), static (a, b) => a + b),
        ["Local Aggregate"] = static (items, j) => items.WithLocal(static () => new object()).Aggregate(static () => 0, (sum, item, _) => sum + Check(item, "second", j), static (a, b) => a + b),
        ["Count"] = static (items, j) => items.Count(item => Check(item, "second", j) < 0),
        ["MinBy"] = static (items, j) => items.MinBy(item => Check(item, "second", j)),
        ["First"] = static (items, j) => items.FirstOrDefault(item => Check(item, "second", j) < 0),
        ["Last"] = static (items, j) => items.LastOrDefault(item => Check(item, "second", j) < 0),
        ["TakeWhile"] = static (items, j) => items.TakeWhile(item => Check(item, "second", j) >= 0).Count(),
        ["Histogram"] = static (items, j) => items.Histogram(1, item => Math.Min(0, Check(item, "second", j))),
        ["Partition"] = static (items, j) => items.Partition(item => Check(item, "second", j) < 0),
    };

    public static TheoryData<string> Operators => [.. s_operators.Keys];

    public static TheoryData<string> Results => [.. s_results.Keys];

    [Theory]
    [MemberData(nameof(Operators))]
    public void Operator_BehindOneThatFailsElsewhere_LowestItemComesFirst(string name)
    {
        Action<ParallelSequence<int>>[] results = [
            static items => items.ToArray(), static items => items.Sum(), static items => items.ForEach(static _ => { }), static items => items.Where(static _ => true).ToList(),
            static items => items.Last(static _ => true), static items => items.Take(1_000_000).Where(static _ => true).Take(1_000_000).Count()];
        ForAllPlaces((i, j, setup, turn) =>
        {
            // Of these sources, these operators gather all items first.
            if ((name.Contains("indexed") || name.Contains("Zip") || name == "Concat") && setup.Source is (ChainSource.Lines or ChainSource.Pulled))
                setup = setup with { Source = ChainSource.Array };
            return FirstFailure(() => results[turn % results.Length](s_operators[name](Failing(setup, i), j)));
        });
    }

    [Theory]
    [MemberData(nameof(Results))]
    public void Result_BehindAnOperatorThatFailsElsewhere_LowestItemComesFirst(string name) =>
        ForAllPlaces((i, j, setup, _) => FirstFailure(() => s_results[name](Failing(setup, i), j)));

    [Fact]
    public void Source_ThatFails_ComesInItsPlace()
    {
        ForAllPlaces((i, j, setup, _) => FirstFailure(() => setup.With(ParallelRange.Over(PulledUntil(i))).ForEach(item => Check(item, "second", j))));
        ForAllPlaces((i, j, setup, _) => FirstFailure(() => setup.With(ParallelRange.Over(PulledUntil(i))).Sum(item => Check(item, "second", j))));
        ForAllPlaces((i, j, setup, _) => FirstFailure(() => setup.With(ParallelRange.Over(new FailingList(Length, i))).Select(item => Check(item, "second", j)).ToArray()));
    }

    [Fact]
    public void First_BeforeTheFailure_IsFound() => Stops((items, stop) => items.First(item => item >= stop).Should().Be(stop), needsTheStop: true);

    [Fact]
    public void FirstOfWhere_BeforeTheFailure_IsFound() => Stops((items, stop) => items.Where(item => item >= stop).First().Should().Be(stop), needsTheStop: true);

    [Fact]
    public void IndexOf_BeforeTheFailure_IsFound() =>
        Stops((items, stop) => items.IndexOf(stop).Should().Be(stop), needsTheStop: true, static setup => setup.Source is not (ChainSource.Pulled or ChainSource.Lines));

    [Fact]
    public void TakeWhile_BeforeTheFailure_IsWhole() => Stops((items, stop) => items.TakeWhile(item => item < stop).ToArray().Should().HaveCount(stop), needsTheStop: true);

    [Fact]
    public void Take_BeforeTheFailure_IsWhole() => Stops((items, stop) => items.Take(stop).ToArray().Should().HaveCount(stop), needsTheStop: false);

    [Fact]
    public void TakeOfWhere_BeforeTheFailure_IsWhole() => Stops((items, stop) => items.Where(static _ => true).Take(stop).ToArray().Should().HaveCount(stop), needsTheStop: false);

    [Fact]
    public void SelectMany_PulledCollectionThatFails_ItemsBeforeItAreSeen()
    {
        ParallelRange.From(0, 10).SelectMany(static item => PulledUntil(100)).First(static item => item == 99).Should().Be(99);
        FluentActions.Invoking(static () => ParallelRange.From(0, 10).SelectMany(static _ => PulledUntil(100)).First(static item => item == 100))
            .Should().Throw<AggregateException>().Which.InnerExceptions[0].Should().BeOfType<ItemException>();
    }

    [Fact]
    public void SelectMany_NullCollection_Fails() => FluentActions.Invoking(static () => ParallelRange.From(0, 10).SelectMany(static item => item == 5 ? null! : new[] { item }).Count())
        .Should().Throw<AggregateException>().Which.InnerExceptions[0].Should().BeOfType<InvalidOperationException>();

    [Fact]
    public void Nested_FailuresOfAnInnerResult_ArriveFlat()
    {
        AggregateException e = FluentActions.Invoking(static () => ParallelRange.From(0, 100).Select(static i => ParallelRange.From(0, 100).Sum(j => Check(j + i, "inner", 120))).ToArray())
            .Should().Throw<AggregateException>().Which;
        e.InnerExceptions.Should().AllBeOfType<ItemException>();
    }

    private static void ForAllPlaces(Func<int, int, ChainSetup, int, ItemException?> run)
    {
        int turn = 0;
        foreach (int i in s_places)
        {
            foreach (int j in s_places)
            {
                ChainSetup setup = Setup(turn++);
                ItemException? first = run(i, j, setup, turn);
                string? expected = Math.Min(i, j) >= Length ? null : i <= j ? $"first at {i}" : $"second at {j}";
                first?.Message.Should().Be(expected, "{0}, first fails at {1}, second at {2}", setup, i, j);
                if (first is null)
                    expected.Should().BeNull("{0}, first fails at {1}, second at {2}", setup, i, j);
                if (turn % 50 == 0)
                    setup.Sequence().Where(static item => item % 2 == 0).ToArray().Should().HaveCount(Length / 2, "failures leave nothing behind");
            }
        }
    }

    private static void Stops(Action<ParallelSequence<int>, int> result, bool needsTheStop, Func<ChainSetup, bool>? isFit = null)
    {
        int turn = 0;
        foreach (int i in s_places)
        {
            foreach (int stop in s_places)
            {
                ChainSetup setup = Setup(turn++);
                if (stop >= Length || !(isFit?.Invoke(setup) ?? true))
                    continue;
                ItemException? failure = FirstFailure(() => result(Failing(setup, i), stop));
                (failure is null).Should().Be(i > stop || (i == stop && !needsTheStop), "{0}, item {1} fails, the stop is at {2}", setup, i, stop);
            }
        }
    }

    private static ChainSetup Setup(int turn) => new(
        (ChainSource)(turn % 9), Length, ChainSetup.Chunks.Keys.ElementAt(turn / 3 % ChainSetup.Chunks.Count), (turn % 5) switch { 0 => 1, 1 => 3, 2 => 16, _ => 2 }, turn % 3 == 0, turn / 2 % 2 == 0);

    private static ParallelSequence<int> Failing(ChainSetup setup, int at) => setup.Sequence().Select(item => Check(item, "first", at));

    private static int Check(int item, string where, int failing) => item == failing ? throw new ItemException(where, item) : item;

    private static ItemException? FirstFailure(Action run)
    {
        try
        {
            run();
            return null;
        }
        catch (AggregateException e)
        {
            e.InnerExceptions.Should().AllBeOfType<ItemException>("the aggregate is flat");
            return (ItemException)e.InnerExceptions[0];
        }
    }

    private static IEnumerable<int> Pulled(int item, int failing)
    {
        yield return Check(item, "second", failing);
    }

    private static IEnumerable<int> PulledUntil(int failing)
    {
        for (int i = 0; i < Length; i++)
            yield return Check(i, "first", failing);
    }

    private sealed class FailingList(int count, int failing) : IReadOnlyList<int>
    {
        public int Count => count;

        public int this[int index] => Check(index, "first", failing);

        public IEnumerator<int> GetEnumerator() => throw new NotSupportedException();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => throw new NotSupportedException();
    }
}
