using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using ParallelCore.Primitives;

namespace ParallelCore.Counters;

/// <summary>One count for each bucket: those of one thread, or those that all other threads share.</summary>
/// <remarks>
/// ROLES: a thread uses its own counts without atomics, or the shared ones with them, never both of one object; any thread reads.
/// INVARIANTS: counts only grow, modulo 2^64; the array is there from the first addition on, and never replaced.
/// ORDERING: H1 the array is published with release, so that whoever reads it (H2) sees zeros; H3 an owner's release store pairs with H4, the reader's acquire.
/// PROGRESS: wait-free, but for threads that repeat a failed addition: that is lock-free.
/// </remarks>
[DebuggerDisplay("sum = {Sum()}")]
internal sealed class HistogramCells
{
    /// <summary>Keeps the counts of one thread off the cache lines of the next array.</summary>
    private const int Padding = CachePad.Bytes / sizeof(long);

    private static readonly long[] s_none = [];

    private long[] _counts = s_none;

    /// <summary>Adds on the thread that owns these.</summary>
    /// <returns>False, and nothing was added, when there are no counts yet.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryAddOwn(int index, long count)
    {
        long[] counts = _counts;
        if ((uint)index < (uint)counts.Length)
        {
            ref long own = ref counts[index];
            Volatile.Write(ref own, own + count); // H3
            return true;
        }

        return false;
    }

    /// <summary>Makes so many counts, on the thread that owns these.</summary>
    public void Create(int length) => Volatile.Write(ref _counts, new long[length + Padding]); // H1

    /// <summary>Adds to shared counts, of which there are so many.</summary>
    /// <returns>False, and nothing was added, when another thread was in the same count at the same time.</returns>
    public bool TryAddShared(int index, long count, int length)
    {
        ref long shared = ref SharedCounts(length)[index];
        long seen = Volatile.Read(ref shared);
        return Interlocked.CompareExchange(ref shared, seen + count, seen) == seen;
    }

    /// <summary>Adds each count to a total.</summary>
    public void AddTo(Span<long> totals)
    {
        long[] counts = Volatile.Read(ref _counts); // H2
        if (counts.Length == 0)
        {
            return;
        }

        for (int i = 0; i < totals.Length; i++)
        {
            totals[i] += Volatile.Read(ref counts[i]); // H4
        }
    }

    /// <summary>All counts together.</summary>
    public long Sum()
    {
        long sum = 0;
        long[] counts = Volatile.Read(ref _counts); // H2
        for (int i = 0; i < counts.Length; i++)
        {
            sum += Volatile.Read(ref counts[i]); // H4
        }

        return sum;
    }

    private long[] SharedCounts(int length)
    {
        if (Volatile.Read(ref _counts).Length == 0) // H2
        {
            Interlocked.CompareExchange(ref _counts, new long[length + Padding], s_none); // H1
        }

        return Volatile.Read(ref _counts); // H2
    }
}

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
