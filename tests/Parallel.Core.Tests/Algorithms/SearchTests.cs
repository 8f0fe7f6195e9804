using FluentAssertions;
using ParallelCore.Algorithms;

namespace ParallelCore.Tests.Algorithms;

/// <summary>BinarySearch, MinMax, IndexOf and FindIndex.</summary>
public sealed class SearchTests
{
    private static readonly int[] s_lengths = [1, 2, 3, 7, 8, 9, 31, 33, 4_095, 4_096, 4_097, 100_000];

    [Fact]
    public void BinarySearch_AnyKeys_IsThatOfAnArray()
    {
        int[] sorted = [.. Trials.Numbers(500, 300).Order()];
        int[] keys = [.. Enumerable.Range(-5, 320)];
        Trials.OnEach(options =>
        {
            var indices = new int[keys.Length + 1];
            indices[^1] = 99;
            ParallelAlgorithms.BinarySearch(sorted, keys, indices, options: options);
            indices.Should().Equal([.. keys.Select(key => Array.BinarySearch(sorted, key)), 99]);
            var descending = Comparer<int>.Create((a, b) => b.CompareTo(a));
            int[] reversed = [.. sorted.Reverse()];
            ParallelAlgorithms.BinarySearch(reversed, keys, indices, descending, options);
            indices.Should().Equal([.. keys.Select(key => Array.BinarySearch(reversed, key, descending)), 99]);
            ParallelAlgorithms.BinarySearch([], keys, indices, options: options);
            indices[..keys.Length].Should().OnlyContain(index => index == ~0);
        });
    }

    [Fact]
    public void BinarySearch_BadInput_IsRefused()
    {
        FluentActions.Invoking(() => ParallelAlgorithms.BinarySearch([1], new int[2], new int[1]))
            .Should().Throw<ArgumentException>().WithParameterName("indices");
        FluentActions.Invoking(() => ParallelAlgorithms.BinarySearch(null!, new int[2], new int[2]))
            .Should().Throw<ArgumentNullException>().WithParameterName("sorted");
        FluentActions.Invoking(() => ParallelAlgorithms.BinarySearch(new int[1], null!, new int[2]))
            .Should().Throw<ArgumentNullException>().WithParameterName("keys");
        FluentActions.Invoking(() => ParallelAlgorithms.BinarySearch(new int[1], new int[1], null!))
            .Should().Throw<ArgumentNullException>().WithParameterName("indices");
    }

    [Fact]
    public void MinMax_Integers_IsLinqs() => EachLength((items, options) =>
    {
        ParallelAlgorithms.MinMax(items, options: options).Should().Be((items.Min(), items.Max()));
        ParallelAlgorithms.MinMax(new List<int>(items), options: options).Should().Be((items.Min(), items.Max()));
        long[] longs = [.. items.Select(item => (long)item << 40)];
        ParallelAlgorithms.MinMax(longs, options: options).Should().Be((longs.Min(), longs.Max()));
        byte[] bytes = [.. items.Select(item => (byte)item)];
        ParallelAlgorithms.MinMax(bytes, options: options).Should().Be((bytes.Min(), bytes.Max()));
        decimal[] decimals = [.. items.Select(item => (decimal)item)];
        ParallelAlgorithms.MinMax(decimals, options: options).Should().Be((decimals.Min(), decimals.Max()));
        var descending = Comparer<int>.Create((a, b) => b.CompareTo(a));
        ParallelAlgorithms.MinMax(items, descending, options).Should().Be((items.Max(), items.Min()));
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
        (double min, double max) = ParallelAlgorithms.MinMax(numbers, options: options);
        BitConverter.DoubleToInt64Bits(min).Should().Be(BitConverter.DoubleToInt64Bits(numbers.Min()));
        BitConverter.DoubleToInt64Bits(max).Should().Be(BitConverter.DoubleToInt64Bits(numbers.Max()));
        float[] floats = [.. numbers.Select(number => (float)number)];
        (float least, float most) = ParallelAlgorithms.MinMax(floats, options: options);
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
        Extremes<(int Key, int Index)> found = ExtremesSearch.Run<(int, int), IComparer<(int Key, int Index)>>(items, block, byKey, options, 9);
        (found.Min, found.Max).Should().Be((items.MinBy(item => item.Key), items.MaxBy(item => item.Key)));
    });

    [Fact]
    public void MinMax_NoItemsOrNoOrder_Throws()
    {
        FluentActions.Invoking(() => ParallelAlgorithms.MinMax(Array.Empty<int>())).Should().Throw<InvalidOperationException>();
        FluentActions.Invoking(() => ParallelAlgorithms.MinMax(new List<int>())).Should().Throw<InvalidOperationException>();
        FluentActions.Invoking(() => ParallelAlgorithms.MinMax((int[])null!)).Should().Throw<ArgumentNullException>().WithParameterName("items");
        FluentActions.Invoking(() => ParallelAlgorithms.MinMax(new object[] { new(), new() })).Should().Throw<AggregateException>();
        ParallelAlgorithms.MinMax(new[] { "b", null, "a" }).Should().Be((null, "b"));
    }

    [Fact]
    public void IndexOf_SeveralEqual_IsTheLowest() => EachLength((items, options) =>
    {
        foreach (int value in (int[])[-1, 0, 5, 9, items[^1]])
        {
            ParallelAlgorithms.IndexOf(items, value, options).Should().Be(Array.IndexOf(items, value));
            ParallelAlgorithms.IndexOf(new List<int>(items), value, options).Should().Be(Array.IndexOf(items, value));
            ParallelAlgorithms.FindIndex(items, item => item == value, options).Should().Be(Array.IndexOf(items, value));
            ParallelAlgorithms.FindIndex(new List<int>(items), item => item == value, options).Should().Be(Array.IndexOf(items, value));
        }
    });

    [Fact]
    public void IndexOf_NothingThere_IsMinusOne()
    {
        ParallelAlgorithms.IndexOf(Array.Empty<int>(), 0).Should().Be(-1);
        ParallelAlgorithms.FindIndex(Array.Empty<int>(), _ => true).Should().Be(-1);
        ParallelAlgorithms.IndexOf(new[] { "a", null }, null).Should().Be(1);
    }

    [Fact]
    public void FindIndex_PredicateThrowsBehindTheFound_IsDropped() => Trials.OnEach(options =>
    {
        int[] items = [.. Enumerable.Range(0, 20_000)];
        for (int round = 0; round < 20; round++)
        {
            ParallelAlgorithms.FindIndex(items, item => item > 9_000 ? throw new InvalidOperationException() : item == 8_999, options).Should().Be(8_999);
            Action find = () => ParallelAlgorithms.FindIndex(items, item => item == 500 ? throw new InvalidOperationException("500") : item == 8_999, options);
            find
                .Should().Throw<AggregateException>().Which.InnerExceptions[0].Message.Should().Be("500");
        }
    });

    [Fact]
    public void Null_IsRefused()
    {
        FluentActions.Invoking(() => ParallelAlgorithms.IndexOf((int[])null!, 1)).Should().Throw<ArgumentNullException>().WithParameterName("items");
        FluentActions.Invoking(() => ParallelAlgorithms.IndexOf((List<int>)null!, 1)).Should().Throw<ArgumentNullException>().WithParameterName("items");
        FluentActions.Invoking(() => ParallelAlgorithms.FindIndex((int[])null!, _ => true)).Should().Throw<ArgumentNullException>().WithParameterName("items");
        FluentActions.Invoking(() => ParallelAlgorithms.FindIndex(new int[1], null!)).Should().Throw<ArgumentNullException>().WithParameterName("predicate");
    }

    private static void EachLength(Action<int[], RangeOptions> check)
    {
        foreach (int length in s_lengths)
            Trials.OnEach(options => check(Trials.Numbers(length), options));
    }
}
