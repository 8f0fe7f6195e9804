using FluentAssertions;

namespace ParallelCore.Tests.Sequences;

/// <summary>Sums, means and extremes of kinds of numbers.</summary>
public sealed class NumberResultTests
{
    [Fact]
    public void Sum_OfHalves_IsAddedAsDoubles()
    {
        ParallelRange.From(0, 50_000).Select(static _ => (Half)1).Sum().Should().Be((Half)50_000);
        ParallelRange.From(0, 100_000).Select(static _ => (Half)1).Average().Should().Be(1);
    }

    [Fact]
    public void Sum_OfIntegersWhosePartsOverflow_OnlyCountsTheResult()
    {
        int[] items = [int.MaxValue, int.MaxValue, int.MinValue, int.MinValue, 3];
        items.InParallel().WithChunk(2).Sum().Should().Be(1);
        long[] longs = [long.MaxValue, long.MaxValue, long.MinValue, long.MinValue, 3];
        longs.InParallel().WithChunk(2).Sum().Should().Be(1);
        FluentActions.Invoking(static () => ParallelRange.From(0, 3).Select(static _ => int.MaxValue).Sum()).Should().ThrowExactly<OverflowException>();
        FluentActions.Invoking(static () => ParallelRange.From(0, 3).Select(static _ => ulong.MaxValue).Sum()).Should().ThrowExactly<OverflowException>();
    }

    [Fact]
    public void Sum_OfEachKind_IsLinqs()
    {
        int[] items = [.. Enumerable.Range(-50, 127)];
        items.InParallel().Sum(static i => (decimal)i / 3).Should().Be(items.Sum(static i => (decimal)i / 3));
        items.InParallel().Sum(static i => (long)i).Should().Be(items.Sum(static i => (long)i));
        items.InParallel().Sum(static i => (float)i).Should().Be(items.Sum(static i => (float)i));
        items.InParallel().Select(static i => i % 3 == 0 ? null : (int?)i).Sum().Should().Be(items.Select(static i => i % 3 == 0 ? null : (int?)i).Sum());
        items.InParallel().Sum(static i => new System.Numerics.BigInteger(i)).Should().Be(items.Sum());
    }

    [Fact]
    public void Average_OfEachKind_IsLinqs()
    {
        int[] items = [.. Enumerable.Range(-50, 127)];
        items.InParallel().Average().Should().Be(items.Average());
        decimal mean = items.InParallel().Average(static i => i / 7m);
        mean.Should().Be(items.Average(static i => i / 7m));
        items.InParallel().Select(static i => i % 2 == 0 ? null : (int?)i).Average().Should().Be(items.Select(static i => i % 2 == 0 ? null : (int?)i).Average());
        items.InParallel().Select(static _ => (double?)null).Average().Should().BeNull();
        FluentActions.Invoking(static () => ParallelRange.From(0, 0).Average()).Should().ThrowExactly<InvalidOperationException>();
    }

    [Fact]
    public void MinAndMax_OfSelectedValues_AreLinqs()
    {
        string?[] items = ["pear", null, "fig", "banana", "kiwi"];
        items.InParallel().Max(static item => item?.Length).Should().Be(6);
        items.InParallel().Min(static item => item?.Length ?? -1).Should().Be(-1);
        items.InParallel().Max().Should().Be(items.Max());
        FluentActions.Invoking(static () => ParallelRange.From(0, 0).Min(static i => i)).Should().ThrowExactly<InvalidOperationException>();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public void MinAndMax_WithNaNAndZeros_AreLinqs(int length)
    {
        var random = new Random(length);
        for (int turn = 0; turn < 50; turn++)
        {
            double[] items = [.. Enumerable.Range(0, length).Select(_ => random.Next(6) switch { 0 => double.NaN, 1 => 0.0, 2 => -0.0, _ => random.NextDouble() - 0.5 })];
            BitConverter.DoubleToInt64Bits(items.InParallel().Min()).Should().Be(BitConverter.DoubleToInt64Bits(items.Order().First()));
            items.InParallel().Max().Should().Be(items.Max());
            (double min, double max) = items.InParallel().MinMax();
            min.Should().Be(items.Min());
            max.Should().Be(items.Max());
        }
    }

    [Fact]
    public void Scan_OfStrings_CombinesInOrder()
    {
        string[] items = [.. Enumerable.Range(0, 3000).Select(static i => $"{i % 10}")];
        string all = string.Concat(items);
        string[] inclusive = items.InParallel().Scan(static (a, b) => a + b);
        string[] exclusive = items.InParallel().ExclusiveScan("", static (a, b) => a + b);
        inclusive.Should().HaveCount(3000);
        for (int i = 0; i < items.Length; i += 97)
        {
            inclusive[i].Should().Be(all[..(i + 1)]);
            exclusive[i].Should().Be(all[..i]);
        }

        ParallelRange.From(0, 0).Scan(static (a, b) => a + b).Should().BeEmpty();
        FluentActions.Invoking(() => items.InParallel().Scan(static (_, _) => throw new InvalidOperationException("no"))).Should().ThrowExactly<AggregateException>();
    }
}
