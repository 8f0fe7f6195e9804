using CsCheck;
using FluentAssertions;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Sequences;

public sealed class OrderingTests
{
    public static TheoryData<int, int> LengthsAndKeyCounts => KeyedCases.LengthsAndKeyCounts;

    [Theory]
    [MemberData(nameof(LengthsAndKeyCounts))]
    public void OrderBy_AnyLength_IsStable(int length, int keys)
    {
        (int Key, int Index)[] items = [.. KeyedCases.Numbers(length, keys).Select((key, index) => (key, index))];
        KeyedCases.On(3, items).OrderBy(item => item.Key).ToArray().AsSpan().SequenceEqual(items.OrderBy(item => item.Key).ToArray()).Should().BeTrue();
        KeyedCases.On(3, items).OrderByDescending(item => item.Key).ToArray().AsSpan().SequenceEqual(items.OrderByDescending(item => item.Key).ToArray()).Should().BeTrue();
    }

    [Fact]
    public void Order_DefaultOrder_SortsItems()
    {
        int[] items = KeyedCases.Numbers(5000, 100);
        KeyedCases.On(2, items).Order().ToArray().Should().Equal(items.Order());
        KeyedCases.On(2, items).OrderDescending().ToArray().Should().Equal(items.OrderDescending());
    }

    [Fact]
    public void Order_ComparerAndNulls_SortsAsItSays()
    {
        string?[] words = ["b", null, "A", "a", "B", null, "c"];
        StringComparer comparer = StringComparer.OrdinalIgnoreCase;
        KeyedCases.On(2, words).Order(comparer!).ToArray().Should().Equal(words.Order(comparer));
        KeyedCases.On(2, words).OrderDescending(comparer!).ToArray().Should().Equal(words.OrderDescending(comparer));
    }

    [Fact]
    public void Order_DoublesWithNaN_SortsAsLinqDoes()
    {
        double[] items = [.. Enumerable.Range(0, 5000).Select(i => i % 7 == 0 ? double.NaN : i % 11 == 0 ? -0.0 : i % 13 == 0 ? 0.0 : Math.Sin(i))];
        KeyedCases.On(2, items).Order().Select(BitConverter.DoubleToInt64Bits).ToArray().Should().Equal(items.Order().Select(BitConverter.DoubleToInt64Bits));
        KeyedCases.On(2, items).OrderDescending().Select(BitConverter.DoubleToInt64Bits).ToArray().Should().Equal(items.OrderDescending().Select(BitConverter.DoubleToInt64Bits));
    }

    [Fact]
    public void ThenBy_NumbersOnly_RefinesInOrder()
    {
        (int A, long B, char C, int Index)[] items =
            [.. KeyedCases.Numbers(20_000, 1000).Select((key, index) => (key % 7, (long)(key % 11), (char)('a' + key % 3), index))];
        KeyedCases.On(3, items).OrderBy(item => item.A).ThenByDescending(item => item.B).ThenBy(item => item.C).ToArray()
            .Should().Equal(items.OrderBy(item => item.A).ThenByDescending(item => item.B).ThenBy(item => item.C));
    }

    [Fact]
    public void ThenBy_ComparersAmongNumbers_RefinesInOrder()
    {
        (int A, string B, int C, int Index)[] items = [.. KeyedCases.Numbers(20_000, 1000).Select((key, index) => (key % 7, key % 2 == 0 ? "x" : "X", key % 5, index))];
        StringComparer exact = StringComparer.Ordinal;
        StringComparer loose = StringComparer.OrdinalIgnoreCase;
        KeyedCases.On(3, items).OrderByDescending(item => item.A).ThenBy(item => item.B, exact).ThenByDescending(item => item.C).ToArray()
            .Should().Equal(items.OrderByDescending(item => item.A).ThenBy(item => item.B, exact).ThenByDescending(item => item.C));
        KeyedCases.On(3, items).OrderBy(item => item.B, loose).ThenByDescending(item => item.B, exact).ThenBy(item => item.C).ToArray()
            .Should().Equal(items.OrderBy(item => item.B, loose).ThenByDescending(item => item.B, exact).ThenBy(item => item.C));
        KeyedCases.On(3, items).OrderBy(item => item.C).ThenBy(item => item.A, Comparer<int>.Create((a, b) => b.CompareTo(a))).ToArray()
            .Should().Equal(items.OrderBy(item => item.C).ThenByDescending(item => item.A));
    }

    [Fact]
    public void OrderBy_RandomItems_GivesWhatLinqGives()
    {
        Gen.Select(Gen.Int[1, 3000], Gen.Int[0, 9000], Gen.Int[0, 3]).Sample(
            (keys, length, worker) =>
            {
                int[] items = KeyedCases.Numbers(length, keys);
                return KeyedCases.On(KeyedCases.Workers[worker], items).OrderBy(item => item / 10).ThenBy(item => $"{item % 3}", StringComparer.Ordinal).ToArray()
                    .SequenceEqual(items.OrderBy(item => item / 10).ThenBy(item => $"{item % 3}", StringComparer.Ordinal));
            },
            iter: 40);
    }

    [Fact]
    public void OrderBy_ThenMore_GoesOnFromTheSortedItems()
    {
        int[] items = KeyedCases.Numbers(5000, 1000);
        KeyedCases.On(2, items).Where(item => item % 2 == 0).OrderBy(item => -item).Take(10).Select(item => item + 1).ToArray()
            .Should().Equal(items.Where(item => item % 2 == 0).OrderBy(item => -item).Take(10).Select(item => item + 1));
        KeyedCases.On(2, items).Order().First().Should().Be(items.Min());
    }

    [Fact]
    public void OrderBy_KeySelectors_AreCalledOnceForEachItem()
    {
        foreach (int length in KeyedCases.Lengths)
        {
            var first = new int[length];
            var second = new int[length];
            ParallelRange.From(0, length).On(Schedulers.Of(3))
                .OrderBy(i =>
                {
                    Interlocked.Increment(ref first[i]);
                    return i % 3;
                })
                .ThenBy(i =>
                {
                    Interlocked.Increment(ref second[i]);
                    return -i;
                }).ToArray();
            first.Concat(second).All(count => count == 1).Should().BeTrue("each of {0} items has one key of each kind", length);
        }
    }

    [Fact]
    public void OrderBy_SelectorOrComparerFails_ThrowsAFlatAggregate()
    {
        ParallelSequence<int> sequence = ParallelRange.From(0, 10_000).On(Schedulers.Of(3));
        Func<int, int> fails = i => i >= 300 ? throw new InvalidOperationException($"{i}") : -i;
        sequence.Invoking(s => s.OrderBy(fails).ToArray()).Should().Throw<AggregateException>().Which.InnerExceptions[0].Message.Should().Be("300");
        sequence.Invoking(s => s.OrderBy(i => i).ThenBy(fails).ToArray()).Should().Throw<AggregateException>().Which.InnerExceptions[0].Message.Should().Be("300");
        sequence.Invoking(s => s.Order(Comparer<int>.Create((a, b) => throw new InvalidOperationException("no"))).ToArray())
            .Should().Throw<AggregateException>().Which.InnerExceptions.Should().AllBeOfType<InvalidOperationException>();
    }

    [Fact]
    public void OrderBy_NoSelector_IsRefusedAtOnce()
    {
        ParallelSequence<int> sequence = KeyedCases.On(1, [1]);
        sequence.Invoking(s => s.OrderBy<int>(null!)).Should().Throw<ArgumentNullException>().WithParameterName("keySelector");
        sequence.Invoking(s => s.OrderByDescending<int>(null!)).Should().Throw<ArgumentNullException>().WithParameterName("keySelector");
        sequence.Order().Invoking(s => s.ThenBy<int>(null!)).Should().Throw<ArgumentNullException>().WithParameterName("keySelector");
        sequence.Order().Invoking(s => s.ThenByDescending<int>(null!)).Should().Throw<ArgumentNullException>().WithParameterName("keySelector");
    }
}
