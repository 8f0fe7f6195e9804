using CsCheck;
using FluentAssertions;
using HdrHistogram;
using ParallelCore.Counters;

namespace ParallelCore.Tests.Counters;

/// <summary>The same values, recorded here and in the HdrHistogram package.</summary>
public sealed class HdrHistogramTests
{
    /// <summary>Ranges that HdrHistogram accepts, too.</summary>
    private static readonly Gen<(long Lowest, long Highest, int Digits)> Ranges =
        Gen.Select(Gen.Int[0, 20], Gen.Int[0, 1000], Gen.Int[1, 62], Gen.Int[1, 5]).Select((lowestBits, more, highestBits, digits) =>
        {
            long lowest = (1L << lowestBits) + (lowestBits < 10 ? 0 : more);
            return (lowest, Math.Max(2 * lowest, (1L << highestBits) + more), digits);
        });

    /// <summary>Values of any size up to a highest one, edges of buckets more often than others.</summary>
    private static Gen<long> Values(long highest) =>
        Gen.Select(Gen.Int[0, 63], Gen.Long[0, long.MaxValue], Gen.Int[0, 5]).Select((shift, value, kind) => Math.Min(highest, kind switch
        {
            0 => 0,
            1 => highest,
            2 => (1L << Math.Min(shift, 62)) - 1,
            3 => 1L << Math.Min(shift, 62),
            _ => value >> shift,
        }));

    [Fact]
    public void Buckets_AnyRange_AreThoseOfHdrHistogram() =>
        Ranges.SelectMany(range => Values(range.Highest).Array[1, 50].Select(values => (range, values))).Sample((range, values) =>
        {
            (ConcurrentHistogram ours, LongHistogram theirs) = Record(range, values);
            HistogramBucket[] buckets = [.. ours.Snapshot().Buckets];
            foreach (HistogramBucket bucket in buckets)
            {
                bucket.Lower.Should().Be(theirs.LowestEquivalentValue(bucket.Lower));
                bucket.Upper.Should().Be(theirs.HighestEquivalentValue(bucket.Lower));
                bucket.Count.Should().Be(theirs.GetCountAtValue(bucket.Lower));
            }

            buckets.Sum(bucket => bucket.Count).Should().Be(theirs.TotalCount);
        }, iter: 300);

    [Fact]
    public void Statistics_AnyValues_AreThoseOfHdrHistogram() =>
        Ranges.SelectMany(range => Values(range.Highest).Array[1, 50].Select(values => (range, values))).Sample((range, values) =>
        {
            (ConcurrentHistogram ours, LongHistogram theirs) = Record(range, values);
            HistogramSnapshot snapshot = ours.Snapshot();
            snapshot.Count.Should().Be(theirs.TotalCount).And.Be(values.Length);
            snapshot.Max.Should().Be(theirs.GetMaxValue());
            snapshot.Mean.Should().BeApproximately(theirs.GetMean(), Math.Abs(theirs.GetMean()) * 1e-9);
            snapshot.StandardDeviation.Should().BeApproximately(theirs.GetStdDeviation(), (theirs.GetStdDeviation() + theirs.GetMean()) * 1e-9);
            for (int rank = 1; rank <= values.Length; rank++)
            {
                double percentile = 100.0 * rank / values.Length; // where both definitions of the rank agree
                snapshot.Percentile(percentile).Should().Be(theirs.GetValueAtPercentile(percentile));
            }

            snapshot.Percentile(0).Should().Be(theirs.GetValueAtPercentile(0));
        }, iter: 300);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Buckets_EveryPowerOfTwoAndItsNeighbours_AreThoseOfHdrHistogram(int digits)
    {
        const long Highest = 1L << 62;
        long[] values = [0, .. Enumerable.Range(0, 62).SelectMany(bits => (long[])[(1L << bits) - 1, 1L << bits, (1L << bits) + 1]), Highest];
        (ConcurrentHistogram ours, LongHistogram theirs) = Record((1, Highest, digits), values);
        ours.Snapshot().Buckets.Should().Equal(values
            .GroupBy(theirs.LowestEquivalentValue, (lower, same) => new HistogramBucket(lower, theirs.HighestEquivalentValue(lower), same.Count()))
            .OrderBy(bucket => bucket.Lower));
    }

    private static (ConcurrentHistogram Ours, LongHistogram Theirs) Record((long Lowest, long Highest, int Digits) range, long[] values)
    {
        var ours = new ConcurrentHistogram(range.Lowest, range.Highest, range.Digits);
        var theirs = new LongHistogram(range.Lowest, range.Highest, range.Digits);
        foreach (long value in values)
        {
            ours.Record(value);
            theirs.RecordValue(value);
        }

        return (ours, theirs);
    }
}
