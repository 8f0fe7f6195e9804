using CsCheck;
using FluentAssertions;
using ParallelCore.Counters;

namespace ParallelCore.Tests.Counters;

public sealed class HistogramSnapshotTests
{
    private static readonly Gen<int[]> Values = Gen.OneOf(Gen.Int[0, 20], Gen.Int[0, 3000]).Array[1, 200];

    [Fact]
    public void Percentile_AnyShare_IsTheNearestRank() =>
        Gen.Select(Values, Gen.OneOf(Gen.Double[0, 100], Gen.Int[0, 1000].Select(tenths => tenths / 10.0))).Sample((values, percentile) =>
        {
            HistogramSnapshot snapshot = Of(values);
            int[] sorted = [.. values.Order()];
            int rank = Math.Max(1, (int)Math.Ceiling((decimal)percentile * values.Length / 100 * (1 - 1e-14m))); // a third of a hundred is not above a third
            snapshot.Percentile(percentile).Should().Be(UpperOf(sorted[rank - 1]));
            snapshot.CountAtOrBelow(snapshot.Percentile(percentile)).Should().BeGreaterThanOrEqualTo(rank);
        }, iter: 1000);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.1, 1)]
    [InlineData(0.2, 2)]
    [InlineData(50, 500)]
    [InlineData(50.01, 501)]
    [InlineData(99, 990)]
    [InlineData(99.9, 999)]
    [InlineData(99.91, 1000)]
    [InlineData(100, 1000)]
    public void Percentile_OfAThousand_StopsAtItsRank(double percentile, long expected)
    {
        var histogram = new ConcurrentHistogram(1, 10_000, 3);
        for (int value = 1; value <= 1000; value++)
            histogram.Record(value);
        histogram.Snapshot().Percentile(percentile).Should().Be(expected);
    }

    [Fact]
    public void Percentile_SoManyValuesThatADoubleCannotCountThem_FindsTheHighest()
    {
        var histogram = new ConcurrentHistogram();
        histogram.Record(1, long.MaxValue - 1);
        histogram.Record(2);
        HistogramSnapshot snapshot = histogram.Snapshot();
        snapshot.Count.Should().Be(long.MaxValue);
        snapshot.Percentile(100).Should().Be(2);
        snapshot.Percentile(99.9).Should().Be(1);
        snapshot.Mean.Should().Be(1);
    }

    [Theory]
    [InlineData(-0.0001)]
    [InlineData(100.0001)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Percentile_OutOfRange_Throws(double percentile) =>
        Of(1).Invoking(snapshot => snapshot.Percentile(percentile)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("percentile");

    [Fact]
    public void CountAtOrBelow_AnyValue_CountsWholeBuckets() =>
        Gen.Select(Values, Gen.Int[-10, 4000]).Sample((values, at) =>
        {
            HistogramSnapshot snapshot = Of(values);
            snapshot.CountAtOrBelow(at).Should().Be(at < 0 ? 0 : values.Count(value => UpperOf(value) <= UpperOf(at)));
            snapshot.CountAtOrBelow(long.MinValue).Should().Be(0);
            snapshot.CountAtOrBelow(long.MaxValue).Should().Be(values.Length);
        }, iter: 500);

    [Fact]
    public void Statistics_SmallValues_AreExact()
    {
        HistogramSnapshot snapshot = Of(2, 4, 4, 4, 5, 5, 7, 9);
        (snapshot.Count, snapshot.Min, snapshot.Max, snapshot.Mean, snapshot.StandardDeviation).Should().Be((8L, 2L, 9L, 5.0, 2.0));
        snapshot.Buckets.Should().Equal((2, 2, 1), (4, 4, 3), (5, 5, 2), (7, 7, 1), (9, 9, 1));
    }

    [Fact]
    public void MinAndMax_LargeValues_EncloseThem() =>
        Gen.Long[0, long.MaxValue].Array[1, 20].Sample(values =>
        {
            var histogram = new ConcurrentHistogram();
            foreach (long value in values)
                histogram.Record(value);
            HistogramSnapshot snapshot = histogram.Snapshot();
            snapshot.Min.Should().BeLessThanOrEqualTo(values.Min()).And.BeGreaterThanOrEqualTo((long)(values.Min() * 0.99));
            snapshot.Max.Should().BeGreaterThanOrEqualTo(values.Max()).And.BeLessThanOrEqualTo((long)Math.Min(long.MaxValue, values.Max() * 1.01));
        }, iter: 500);

    [Fact]
    public void Addition_TwoSnapshots_HasTheValuesOfBoth() =>
        Gen.Select(Values, Values).Sample((left, right) =>
        {
            HistogramSnapshot sum = Of(left) + Of(right);
            HistogramSnapshot all = Of([.. left, .. right]);
            sum.Buckets.Should().Equal(all.Buckets);
            (sum.Count, sum.OverflowCount).Should().Be((all.Count, all.OverflowCount));
            (all - Of(right)).Buckets.Should().Equal(Of(left).Buckets);
            (all - Of(right)).OverflowCount.Should().Be(Of(left).OverflowCount);
        }, iter: 300);

    [Fact]
    public void Subtraction_OfWhatIsNotThere_Throws()
    {
        FluentActions.Invoking(() => Of(1, 2) - Of(3)).Should().Throw<ArgumentException>().WithParameterName("right");
        (Of(1, 2) - Of(1, 2)).Count.Should().Be(0);
    }

    [Fact]
    public void Operators_OtherBuckets_Throw()
    {
        HistogramSnapshot one = new ConcurrentHistogram(1, 1000, 2).Snapshot();
        foreach (var (lowest, highest, digits) in ((long, long, int)[])[(2, 1000, 2), (1, 2000, 2), (1, 1000, 3)])
        {
            HistogramSnapshot other = new ConcurrentHistogram(lowest, highest, digits).Snapshot();
            FluentActions.Invoking(() => one + other).Should().Throw<ArgumentException>().WithParameterName("right");
            FluentActions.Invoking(() => one - other).Should().Throw<ArgumentException>().WithParameterName("right");
        }

        (one + new ConcurrentHistogram(1, 1001, 2).Snapshot()).Count.Should().Be(0, "both highest values are in one bucket");
    }

    [Fact]
    public void Operators_Null_NameTheParameter()
    {
        HistogramSnapshot one = Of(1);
        FluentActions.Invoking(() => null! + one).Should().Throw<ArgumentNullException>().WithParameterName("left");
        FluentActions.Invoking(() => one + null!).Should().Throw<ArgumentNullException>().WithParameterName("right");
        FluentActions.Invoking(() => null! - one).Should().Throw<ArgumentNullException>().WithParameterName("left");
        FluentActions.Invoking(() => one - null!).Should().Throw<ArgumentNullException>().WithParameterName("right");
    }

    [Fact]
    public void ToString_Always_NamesCountAndPercentiles() => Of(1, 2, 3).ToString().Should().Be("3 values, median 2, 99% 3, most 3");

    /// <summary>A snapshot of a histogram whose highest value some of the test's values exceed.</summary>
    private static HistogramSnapshot Of(params int[] values)
    {
        ConcurrentHistogram histogram = Empty();
        foreach (int value in values)
            histogram.Record(value);
        return histogram.Snapshot();
    }

    private static ConcurrentHistogram Empty() => new(1, 2000, 2);

    /// <summary>The highest value that counts as this one: of the width that two digits allow.</summary>
    private static long UpperOf(int value)
    {
        value = Math.Min(value, (int)Empty().HighestTrackableValue);
        int width = value < 256 ? 1 : 2 << (int)Math.Log2(value / 256.0);
        return (value / width * width) + width - 1;
    }
}
