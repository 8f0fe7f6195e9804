using FluentAssertions;

namespace ParallelCore.Tests.Algorithms;

/// <summary>MinMax, IndexOf and FindIndex of lists and arrays.</summary>
public sealed class SearchTests
{
    private static readonly int[] s_lengths = [1, 2, 3, 7, 8, 9, 31, 33, 4_095, 4_096, 4_097, 100_000];

    [Fact]
    public void MinMax_Integers_IsLinqs() => EachLength((items, options) =>
    {
        On(items, options).MinMax().Should().Be((items.Min(), items.Max()));
        On(new List<int>(items), options).MinMax().Should().Be((items.Min(), items.Max()));
        long[] longs = [.. items.Select(item => (long)item << 40)];
        On(longs, options).MinMax().Should().Be((longs.Min(), longs.Max()));
        byte[] bytes = [.. items.Select(item => (byte)item)];
        On(bytes, options).MinMax().Should().Be((bytes.Min(), bytes.Max()));
        decimal[] decimals = [.. items.Select(item => (decimal)item)];
        On(decimals, options).MinMax().Should().Be((decimals.Min(), decimals.Max()));
        var descending = Comparer<int>.Create((a, b) => b.CompareTo(a));
        On(items, options).MinMax(descending).Should().Be((items.Max(), items.Min()));
    });

    [Fact]
    public void MinMax_Doubles_TreatsNaNAndZeroesAsLinqDoes() => EachLength((items, options) =>
    {
        foreach (double special in (double[])[double.NaN, -0.0, 0.0, double.NegativeInfinity, double.PositiveInfinity])
        {
            foreach (int at in (int[])[0, items.Length / 2, items.Length - 1])
            {
                double[] numbers = [.. items.Select(item => (double)(item * special < 0 ? -item : item))];
                numbers[at] = special;
                Check(numbers, options);
            }

            Check([.. items.Select(_ => special)], options);
        }

        Check([.. items.Select(item => item % 2 == 0 ? 0.0 : -0.0)], options);
    });

    private static void Check(double[] numbers, RangeOptions options)
    {
        (double min, double max) = On(numbers, options).MinMax();
        BitConverter.DoubleToInt64Bits(min).Should().Be(BitConverter.DoubleToInt64Bits(numbers.Min()));
        BitConverter.DoubleToInt64Bits(max).Should().Be(BitConverter.DoubleToInt64Bits(numbers.Max()));
        float[] floats = [.. numbers.Select(number => (float)number)];
        (float least, float most) = On(floats, options).MinMax();
        BitConverter.SingleToInt32Bits(least).Should().Be(BitConverter.SingleToInt32Bits(floats.Min()));
        BitConverter.SingleToInt32Bits(most).Should().Be(BitConverter.SingleToInt32Bits(floats.Max()));
    }

    [Fact]
    public void MinMax_OfEqualItems_IsTheFirst() => Trials.Sample((count, block, options) =>
    {
        if (count == 0)
            return;
        (int Key, int Index)[] items = [.. Trials.Numbers(count, 3).Select((key, index) => (key, index))];
        var byKey = Comparer<(int Key, int Index)>.Create((a, b) => a.Key.CompareTo(b.Key));
        On(items, options).WithChunk(block).MinMax(byKey).Should().Be((items.MinBy(item => item.Key), items.MaxBy(item => item.Key)));
    });

    [Fact]
    public void MinMax_NoItemsOrNoOrder_Throws()
    {
        FluentActions.Invoking(() => Array.Empty<int>().InParallel().MinMax()).Should().Throw<InvalidOperationException>();
        FluentActions.Invoking(() => new List<int>().InParallel().MinMax()).Should().Throw<InvalidOperationException>();
        FluentActions.Invoking(() => new object[] { new(), new() }.InParallel().MinMax()).Should().Throw<AggregateException>();
        new[] { "b", null, "a" }.InParallel().MinMax().Should().Be(("a", "b"), "nulls don't count");
    }

    [Fact]
    public void IndexOf_SeveralEqual_IsTheLowest() => EachLength((items, options) =>
    {
        foreach (int value in (int[])[-1, 0, 5, 9, items[^1]])
        {
            On(items, options).IndexOf(value).Should().Be(Array.IndexOf(items, value));
            On(new List<int>(items), options).IndexOf(value).Should().Be(Array.IndexOf(items, value));
            On(items, options).FindIndex(item => item == value).Should().Be(Array.IndexOf(items, value));
            On(new List<int>(items), options).FindIndex(item => item == value).Should().Be(Array.IndexOf(items, value));
        }
    });

    [Fact]
    public void IndexOf_NothingThere_IsMinusOne()
    {
        Array.Empty<int>().InParallel().IndexOf(0).Should().Be(-1);
        Array.Empty<int>().InParallel().FindIndex(_ => true).Should().Be(-1);
        new[] { "a", null }.InParallel().IndexOf(null).Should().Be(1);
    }

    [Fact]
    public void FindIndex_PredicateThrowsBehindTheFound_IsDropped() => Trials.OnEach(options =>
    {
        int[] items = [.. Enumerable.Range(0, 20_000)];
        for (int round = 0; round < 20; round++)
        {
            On(items, options).FindIndex(item => item > 9_000 ? throw new InvalidOperationException() : item == 8_999).Should().Be(8_999);
            Action find = () => On(items, options).FindIndex(item => item == 500 ? throw new InvalidOperationException("500") : item == 8_999);
            find
                .Should().Throw<AggregateException>().Which.InnerExceptions[0].Message.Should().Be("500");
        }
    });

    private static ParallelSequence<T> On<T>(IReadOnlyList<T> items, RangeOptions options) => ParallelRange.Over(items).On(options.Scheduler!);

    private static void EachLength(Action<int[], RangeOptions> check)
    {
        foreach (int length in s_lengths)
            Trials.OnEach(options => check(Trials.Numbers(length), options));
    }
}
