using System.Diagnostics;

namespace ParallelCore.Counters;

/// <summary>What a <see cref="ConcurrentHistogram"/> held at one time: counts of values in buckets, and the statistics that follow from them.</summary>
/// <remarks>
/// <para>All values are those of buckets: a recorded value is known up to the significant digits of its histogram, and all that are above the highest trackable
/// value count as that one.</para>
/// <para><b>Thread safety:</b> immutable. <b>Complexity:</b> unless noted otherwise O(buckets), without an allocation. <b>Blocking:</b> never. <b>Source:</b>
/// Gil Tene's HdrHistogram.</para>
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class HistogramSnapshot
{
    /// <summary>What rounding may add to the position of a percentile, relatively. Without it, 99.9 % of 1000 could be the last instead of the last but
    /// one.</summary>
    private const double Slack = 1e-15;

    private readonly HistogramLayout _layout;

    /// <summary>The counts of all buckets, and at the end how many of the last bucket's were too high for it.</summary>
    private readonly long[] _counts;

    private HistogramSnapshot(HistogramLayout layout, long[] counts)
    {
        _layout = layout;
        _counts = counts;
        foreach (long count in Counts)
        {
            Count += count;
        }
    }

    /// <summary>How many values there are: the sum of all buckets' counts.</summary>
    /// <remarks>O(1).</remarks>
    public long Count { get; }

    /// <summary>How many of them were above the highest trackable value, and count as that one.</summary>
    /// <remarks>O(1).</remarks>
    public long OverflowCount => _counts[^1];

    /// <summary>The lowest value of the lowest bucket that isn't empty: no recorded value is lower. 0 when there are none.</summary>
    public long Min
    {
        get
        {
            int index = Counts.IndexOfAnyExcept(0);
            return index < 0 ? 0 : _layout.Lower(index);
        }
    }

    /// <summary>The highest value of the highest bucket that isn't empty: no recorded value is higher, up to those of <see cref="OverflowCount"/>. 0 when there
    /// are none.</summary>
    public long Max
    {
        get
        {
            int index = Counts.LastIndexOfAnyExcept(0);
            return index < 0 ? 0 : _layout.Upper(index);
        }
    }

    /// <summary>The average, where each value counts as the middle of its bucket. 0 when there are none.</summary>
    public double Mean
    {
        get
        {
            double sum = 0;
            ReadOnlySpan<long> counts = Counts;
            for (int i = 0; i < counts.Length; i++)
            {
                sum += counts[i] * _layout.Middle(i);
            }

            return Count == 0 ? 0 : sum / Count;
        }
    }

    /// <summary>The standard deviation of all values (not the estimate from a sample), where each counts as the middle of its bucket. 0 when there are
    /// none.</summary>
    public double StandardDeviation
    {
        get
        {
            double mean = Mean;
            double sum = 0;
            ReadOnlySpan<long> counts = Counts;
            for (int i = 0; i < counts.Length; i++)
            {
                double deviation = _layout.Middle(i) - mean;
                sum += counts[i] * deviation * deviation;
            }

            return Count == 0 ? 0 : Math.Sqrt(sum / Count);
        }
    }

    /// <summary>The buckets that aren't empty, lowest first: the lowest value, the highest, which belongs to it, and how many values were recorded between
    /// them.</summary>
    /// <remarks>Allocates an enumerator.</remarks>
    public IEnumerable<(long Lower, long Upper, long Count)> Buckets
    {
        get
        {
            for (int i = 0; i < _layout.BucketCount; i++)
            {
                if (_counts[i] != 0)
                {
                    yield return (_layout.Lower(i), _layout.Upper(i), _counts[i]);
                }
            }
        }
    }

    private ReadOnlySpan<long> Counts => _counts.AsSpan(0, _layout.BucketCount);

    /// <summary>The value that a share of all values don't exceed: the highest one of the first bucket with which the count from below reaches that
    /// share.</summary>
    /// <param name="percentile">The share in percent, 0 to 100. 50 is the median; 0 gives the lowest bucket, 100 gives <see cref="Max"/>.</param>
    /// <returns>0 when there are no values.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="percentile"/> is below 0, above 100 or not a number.</exception>
    /// <remarks>At least that share is at or below the result ("nearest rank", which holds to the precision of a <see cref="double"/>); HdrHistogram for .NET
    /// rounds the rank to the nearest integer instead, so it may stop one value earlier.</remarks>
    public long Percentile(double percentile)
    {
        ThrowUnlessPercentile(percentile, nameof(percentile));
        long rank = percentile == 100 ? Count : Math.Max(1, (long)Math.Ceiling(percentile / 100 * Count * (1 - Slack)));
        ReadOnlySpan<long> counts = Counts;
        long atOrBelow = 0;
        for (int i = 0; i < counts.Length; i++)
        {
            atOrBelow += counts[i];
            if (counts[i] != 0 && atOrBelow >= rank)
            {
                return _layout.Upper(i);
            }
        }

        return 0;
    }

    /// <summary>How many values are at or below this one, or in the same bucket.</summary>
    /// <param name="value">Any value. Below zero there are none; at the highest trackable value and above it there are all.</param>
    /// <returns>0 to <see cref="Count"/>.</returns>
    public long CountAtOrBelow(long value)
    {
        long sum = 0;
        if (value >= 0)
        {
            ReadOnlySpan<long> counts = Counts;
            foreach (long count in counts[..Math.Min(_layout.IndexOf(value) + 1, counts.Length)])
            {
                sum += count;
            }
        }

        return sum;
    }

    /// <summary>The values of both, such as those of two machines or of two intervals.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other, of a histogram with the same range and digits.</param>
    /// <returns>A new snapshot with the sums of the counts.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="left"/> or <paramref name="right"/> is null.</exception>
    /// <exception cref="ArgumentException">Their buckets differ (<paramref name="right"/>).</exception>
    /// <remarks>Allocates the result.</remarks>
    public static HistogramSnapshot operator +(HistogramSnapshot left, HistogramSnapshot right)
    {
        ThrowUnlessAlike(left, right);
        long[] sums = [.. left._counts];
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] += right._counts[i];
        }

        return new HistogramSnapshot(left._layout, sums);
    }

    /// <summary>What came between two snapshots of a histogram that wasn't reset.</summary>
    /// <param name="left">The later one.</param>
    /// <param name="right">The earlier one.</param>
    /// <returns>A new snapshot with the differences of the counts.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="left"/> or <paramref name="right"/> is null.</exception>
    /// <exception cref="ArgumentException">Their buckets differ, or <paramref name="right"/> has values that <paramref name="left"/> lacks (<paramref
    /// name="right"/>).</exception>
    /// <remarks>Allocates the result.</remarks>
    public static HistogramSnapshot operator -(HistogramSnapshot left, HistogramSnapshot right)
    {
        ThrowUnlessAlike(left, right);
        long[] differences = [.. left._counts];
        for (int i = 0; i < differences.Length; i++)
        {
            differences[i] -= right._counts[i];
            if (differences[i] < 0)
            {
                throw new ArgumentException("It has values that the other one lacks: is it the later one, or was the histogram reset?", nameof(right));
            }
        }

        return new HistogramSnapshot(left._layout, differences);
    }

    /// <summary>The count and a few percentiles, for logs.</summary>
    /// <returns>Text in the current culture.</returns>
    public override string ToString() => $"{Count} values, median {Percentile(50)}, 99% {Percentile(99)}, most {Max}";

    /// <summary>A snapshot that keeps the array: counts of all buckets, and at the end of those that were too high.</summary>
    internal static HistogramSnapshot Of(HistogramLayout layout, long[] counts)
    {
        counts[^2] += counts[^1];
        return new HistogramSnapshot(layout, counts);
    }

    internal static void ThrowUnlessPercentile(double percentile, string name)
    {
        if (percentile is not (>= 0 and <= 100))
        {
            throw new ArgumentOutOfRangeException(name, percentile, "A percentile is between 0 and 100.");
        }
    }

    private static void ThrowUnlessAlike(HistogramSnapshot left, HistogramSnapshot right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (left._layout != right._layout)
        {
            throw new ArgumentException("The histograms have different ranges or digits.", nameof(right));
        }
    }
}
