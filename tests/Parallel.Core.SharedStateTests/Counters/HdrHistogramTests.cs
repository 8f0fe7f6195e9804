using CsCheck;
using FluentAssertions;
using HdrHistogram;
using ParallelCore.Counters;

namespace ParallelCore.Tests.Counters;

/// <summary>The same values, recorded here and in the HdrHistogram package.</summary>
public sealed class HdrHistogramTests
{
    /// <summary>Ranges that HdrHistogram counts in, too: the bits of a lowest value and of five digits must fit into 32 there.</summary>
    private static Gen<(long Lowest, long Highest, int Digits)> Ranges(int mostBits) =>
        Gen.Select(Gen.Int[0, 12], Gen.Int[0, 1000], Gen.Int[1, mostBits], Gen.Int[1, 5]).Select((lowestBits, more, highestBits, digits) =>
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
        Ranges(62).SelectMany(range => Values(range.Highest).Array[1, 50].Select(values => (range, values))).Sample((range, values) =>
        {
            (ConcurrentHistogram ours, LongHistogram theirs) = Record(range, values);
            ShouldHaveBucketsOf(theirs, ours.Snapshot());
        }, iter: Effort.Pick(quick: 20, full: 100));

    /// <summary>Only of buckets that 32 bits can measure: HdrHistogram for .NET has wrong ends of wider ones, though right beginnings.</summary>
    [Fact]
    public void Statistics_AnyValues_AreThoseOfHdrHistogram() =>
        Ranges(32).SelectMany(range => Values(range.Highest).Array[1, 50].Select(values => (range, values))).Sample((range, values) =>
        {
            (ConcurrentHistogram ours, LongHistogram theirs) = Record(range, values);
            HistogramSnapshot snapshot = ours.Snapshot();
            snapshot.Count.Should().Be(theirs.TotalCount).And.Be(values.Length);
            snapshot.Max.Should().Be(theirs.GetValueAtPercentile(100)); // GetMaxValue overlooks what is below two units, if zeros are there, too
            if (range.Lowest == 1) // otherwise zeros count as zero there, and as the middle of their bucket here
            {
                snapshot.Mean.Should().BeApproximately(theirs.GetMean(), theirs.GetMean() * 1e-9);
                snapshot.StandardDeviation.Should().BeApproximately(theirs.GetStdDeviation(), (theirs.GetStdDeviation() + theirs.GetMean()) * 1e-9);
            }

            for (int rank = 1; rank <= values.Length; rank++)
            {
                double percentile = 100.0 * rank / values.Length; // where both definitions of the rank agree
                snapshot.Percentile(percentile).Should().Be(theirs.GetValueAtPercentile(percentile));
            }

            snapshot.Percentile(0).Should().Be(theirs.GetValueAtPercentile(0));
        }, iter: Effort.Pick(quick: 20, full: 100));

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
        ShouldHaveBucketsOf(theirs, ours.Snapshot());
    }

    private static void ShouldHaveBucketsOf(LongHistogram theirs, HistogramSnapshot snapshot)
    {
        foreach ((long Lower, long Upper, long Count) bucket in snapshot.Buckets)
        {
            theirs.LowestEquivalentValue(bucket.Lower).Should().Be(bucket.Lower);
            theirs.LowestEquivalentValue(bucket.Upper).Should().Be(bucket.Lower);
            if (bucket.Upper != long.MaxValue)
                theirs.LowestEquivalentValue(bucket.Upper + 1).Should().Be(bucket.Upper + 1);
            theirs.GetCountAtValue(bucket.Lower).Should().Be(bucket.Count);
        }

        snapshot.Buckets.Sum(bucket => bucket.Count).Should().Be(theirs.TotalCount).And.Be(snapshot.Count);
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
