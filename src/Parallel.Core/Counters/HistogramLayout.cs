using System.Numerics;
using System.Runtime.CompilerServices;

namespace ParallelCore.Counters;

/// <summary>Which bucket a value belongs to, and which values belong to a bucket.</summary>
/// <remarks>
/// SOURCE: the log-linear buckets of Gil Tene's HdrHistogram. The values below 2 * Half units have a bucket a unit. Above, each doubling of the value is cut
/// into Half buckets, which are twice as wide as
/// those of the doubling before; Half is the least power of two that keeps a bucket's width below what the digits allow. So a bucket's number is a shift and an
/// addition away from the value.
/// </remarks>
internal readonly record struct HistogramLayout
{
    /// <summary>A unit is two to this power.</summary>
    private readonly int _unitBits;

    /// <summary>Half is two to this power.</summary>
    private readonly int _halfBits;

    /// <summary>All ones up to the last value that has a bucket of one unit.</summary>
    private readonly long _mask;

    /// <summary>The leading zeros of <see cref="_mask"/>.</summary>
    private readonly int _zeros;

    public HistogramLayout(long lowest, long highest, int digits)
    {
        _unitBits = BitOperations.Log2((ulong)lowest);
        _halfBits = BitOperations.Log2(BitOperations.RoundUpToPowerOf2(2 * (uint)Math.Pow(10, digits))) - 1;
        int bits = Math.Min(_unitBits + _halfBits + 1, 63);
        _mask = long.MaxValue >> (63 - bits);
        _zeros = 64 - bits;
        BucketCount = int.MaxValue;
        BucketCount = IndexOf(highest) + 1;
    }

    /// <summary>How many buckets there are. The index after theirs is that of all values above the highest.</summary>
    public int BucketCount { get; }

    public long LowestDiscernibleValue => 1L << _unitBits;

    public long HighestTrackableValue => Upper(BucketCount - 1);

    /// <summary>The bucket of a value that isn't negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int IndexOf(long value)
    {
        int doublings = _zeros - BitOperations.LeadingZeroCount((ulong)(value | _mask));
        return Math.Min((doublings << _halfBits) + (int)(value >> (doublings + _unitBits)), BucketCount);
    }

    /// <summary>The lowest value of a bucket.</summary>
    public long Lower(int index) => (long)(index - (Doublings(index) << _halfBits)) << (Doublings(index) + _unitBits);

    /// <summary>The highest value of a bucket.</summary>
    public long Upper(int index) => Lower(index) + (Width(index) - 1);

    /// <summary>The value that stands for a bucket's values in sums.</summary>
    public double Middle(int index) => Lower(index) + (Width(index) >> 1);

    private long Width(int index) => 1L << (Doublings(index) + _unitBits);

    private int Doublings(int index) => Math.Max((index >> _halfBits) - 1, 0);
}
