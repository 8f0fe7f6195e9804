using System.Runtime.CompilerServices;
using FluentAssertions;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Algorithms;

/// <summary>Whatever a comparer does, each item is there once.</summary>
public sealed class SortFailureTests
{
    private const int Short = 1000;
    private const int Length = 60_000;

    public static TheoryData<int, int> CallsAndWorkers()
    {
        var data = new TheoryData<int, int>();
        foreach ((int call, int workers) in Effort.Pairs((int[])[1, 2, 3, 50, 1000, 59_999, 60_001, 100_000, 300_000, 500_000, 700_000, 750_000, 800_000, 830_000], (int[])[1, 3]))
            data.Add(call, workers);

        return data;
    }

    [Theory]
    [MemberData(nameof(CallsAndWorkers))]
    public void Sort_ComparerThrowsFromACallOn_KeepsEveryItem(int call, int workers)
    {
        Numbered[] items = Numbered.From(SortInputs.Of("random", Length));
        var calls = new StrongBox<int>();
        Comparison<Numbered> comparison = (a, b) =>
            Interlocked.Increment(ref calls.Value) >= call ? throw new InvalidTimeZoneException() : a.Value.CompareTo(b.Value);

        Action sort = () => ParallelAlgorithms.Sort(items, comparison, Schedulers.Options(workers));

        if (Throws(sort))
            calls.Value.Should().BeGreaterThanOrEqualTo(call);
        else
            calls.Value.Should().BeLessThan(call);
        ShouldBeAPermutation(items);
    }

    [Theory]
    [MemberData(nameof(CallsAndWorkers))]
    public void Sort_ComparerThrowsOnce_KeepsEveryItem(int call, int workers)
    {
        Numbered[] items = Numbered.From(SortInputs.Of("random", Length));
        var calls = new StrongBox<int>();
        Comparison<Numbered> comparison = (a, b) =>
            Interlocked.Increment(ref calls.Value) == call ? throw new InvalidTimeZoneException() : a.Value.CompareTo(b.Value);

        Throws(() => ParallelAlgorithms.Sort(items, comparison, Schedulers.Options(workers))).Should().Be(calls.Value >= call);

        ShouldBeAPermutation(items);
    }

    [Fact]
    public void Sort_ComparerThrowsAtAnyCallOfAShortInput_KeepsEveryItem()
    {
        for (int call = 1; call < 12 * Short; call += Effort.Pick(quick: 37 * 8, full: 37))
        {
            Numbered[] items = Numbered.From(SortInputs.Of("random", Short));
            int calls = 0;

            Throws(() => ParallelAlgorithms.Sort(items, (a, b) => ++calls == call ? throw new InvalidTimeZoneException() : a.Value.CompareTo(b.Value)));

            ShouldBeAPermutation(items);
        }
    }

    [Theory]
    [InlineData(10)]
    [InlineData(Short)]
    [InlineData(Length)]
    public void Sort_ComparerThrows_ReportsItsOwnExceptionFlat(int n)
    {
        int[] items = SortInputs.Of("random", n);

        Action sort = () => ParallelAlgorithms.Sort(items, static (a, b) => throw new InvalidTimeZoneException());

        sort.Should().ThrowExactly<AggregateException>().Which.InnerExceptions.Should().AllBeOfType<InvalidTimeZoneException>();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Sort_SeveralLeavesFail_ReportsTheLowestFirst(int workers)
    {
        for (int round = 0; round < Effort.Pick(quick: 4, full: 20); round++)
        {
            Numbered[] items = [.. Enumerable.Range(0, Length).Select(static i => new Numbered(i * 7919 % 1000, i))];
            Comparison<Numbered> comparison = static (a, b) => a.Number > 20_000 ? throw new InvalidTimeZoneException($"{a.Number / 20_000}") : a.Value.CompareTo(b.Value);

            Action sort = () => ParallelAlgorithms.Sort(items, comparison, Schedulers.Options(workers));

            sort.Should().ThrowExactly<AggregateException>().Which.InnerExceptions[0].Message.Should().Be("1");
        }
    }

    [Theory]
    [InlineData(50)]
    [InlineData(Short)]
    [InlineData(Length)]
    public void EverySort_ComparerLies_KeepsEveryItem(int n)
    {
        for (int seed = 0; seed < Effort.Pick(quick: 1, full: 5); seed++)
        {
            foreach (Comparer<Numbered> liar in (Comparer<Numbered>[])[Liar(seed), Comparer<Numbered>.Create(static (a, b) => -1), Comparer<Numbered>.Create(static (a, b) => 1)])
            {
                Numbered[] items = Numbered.From(SortInputs.Of("random", n));
                Numbered[] selected = [.. items];
                Numbered[] keys = [.. items];
                Numbered[] merged = new Numbered[n];

                ParallelAlgorithms.Sort(items, liar, Schedulers.Options(3));
                ParallelAlgorithms.NthElement(selected, n / 2, liar, Schedulers.Options(3));
                ParallelAlgorithms.Sort(keys, [.. items], liar, Schedulers.Options(3));
                ParallelAlgorithms.Merge<Numbered>(items.AsMemory(0, n / 3), items.AsMemory(n / 3), merged, liar, Schedulers.Options(3));
                ParallelAlgorithms.TopN(items, 10, liar, Schedulers.Options(3)).Should().OnlyHaveUniqueItems();

                ShouldBeAPermutation(items);
                ShouldBeAPermutation(selected);
                ShouldBeAPermutation(keys);
                ShouldBeAPermutation(merged);
            }
        }
    }

    [Theory]
    [InlineData(Short)]
    [InlineData(Length)]
    public void Sort_KeysAndItemsAndTheComparerThrows_KeepsThemTogether(int n)
    {
        foreach (int call in (int[])[1, 2 * n, 5 * n, 8 * n])
        {
            int[] keys = SortInputs.Of("random", n);
            Numbered[] items = Numbered.From(keys);
            var calls = new StrongBox<int>();
            var comparer = Comparer<int>.Create((a, b) => Interlocked.Increment(ref calls.Value) >= call ? throw new InvalidTimeZoneException() : a.CompareTo(b));

            Throws(() => ParallelAlgorithms.Sort(keys, items, comparer, Schedulers.Options(3))).Should().BeTrue();

            keys.Should().Equal(Array.ConvertAll(items, static item => item.Value));
            ShouldBeAPermutation(items);
        }
    }

    [Theory]
    [InlineData(Short)]
    [InlineData(Length)]
    public void SortBy_SelectorThrows_ChangesNothing(int n)
    {
        int[] items = SortInputs.Of("random", n);
        int last = items[^1];

        Throws(() => ParallelAlgorithms.SortBy(items, item => item == last ? throw new InvalidTimeZoneException() : item)).Should().BeTrue();

        items.Should().Equal(SortInputs.Of("random", n));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(59_999)]
    [InlineData(100_000)]
    [InlineData(120_000)]
    public void NthElement_ComparerThrowsFromACallOn_KeepsEveryItem(int call)
    {
        Numbered[] items = Numbered.From(SortInputs.Of("random", Length));
        var calls = new StrongBox<int>();
        var comparer = Comparer<Numbered>.Create(
            (a, b) => Interlocked.Increment(ref calls.Value) >= call ? throw new InvalidTimeZoneException() : a.Value.CompareTo(b.Value));

        Throws(() => ParallelAlgorithms.NthElement(items, Length / 2, comparer, Schedulers.Options(3))).Should().BeTrue();

        ShouldBeAPermutation(items);
    }

    [Fact]
    public void Sort_ItemsWithoutAnOrder_ReportsIt()
    {
        object[] items = [new(), new()];

        Action sort = () => ParallelAlgorithms.Sort(items);

        sort.Should().ThrowExactly<AggregateException>().Which.InnerException.Should().BeOfType<ArgumentException>();
    }

    private static Comparer<Numbered> Liar(int seed) => Comparer<Numbered>.Create((a, b) => HashCode.Combine(a.Number, b.Number, seed) % 3 - 1);

    private static bool Throws(Action action)
    {
        try
        {
            action();
            return false;
        }
        catch (AggregateException e)
        {
            e.InnerExceptions.Should().AllBeOfType<InvalidTimeZoneException>();
            return true;
        }
    }

    private static void ShouldBeAPermutation(Numbered[] items)
    {
        bool[] seen = new bool[items.Length];
        foreach (Numbered item in items)
        {
            seen[item.Number].Should().BeFalse($"item {item.Number} is there once");
            seen[item.Number] = true;
        }
    }
}
