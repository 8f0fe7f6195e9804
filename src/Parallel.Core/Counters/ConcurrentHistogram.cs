using System.Diagnostics;
using System.Runtime.CompilerServices;
using ParallelCore.Primitives;

namespace ParallelCore.Counters;

/// <summary>How often which values occurred, such as latencies or sizes, recorded by many threads at once and read as percentiles.</summary>
/// <remarks>
/// <para>Values are counted in buckets that are as wide as the significant digits allow: narrow for small values, wide for large ones. So a wide range takes
/// little memory, each percentile is right up
/// to those digits, and recording costs the same whatever the value.</para>
/// <para><b>Thread safety:</b> all members, from any threads at once. <b>Order:</b> none between recordings of different threads. <b>Overflow:</b> counts wrap
/// around, as <see cref="long"/> does
/// unchecked; values above <see cref="HighestTrackableValue"/> count as that one, and <see cref="HistogramSnapshot.OverflowCount"/> says how many did.</para>
/// <para><b>Complexity:</b> O(1) a recording; in a loop or fork of this library, on the first thread that records, and on any that met another one in a bucket,
/// without an atomic instruction.
/// Reading is O(threads that own counts * buckets).</para>
/// <para><b>Memory:</b> 8 bytes a bucket, for each thread that owns counts (bounded by a small multiple of the processors), once for all others, and once after
/// a reset. There are about
/// h * (1 + log2(highest / (h * lowest))) buckets, where h is the least power of two that isn't below 10^digits.</para>
/// <para><b>Allocations:</b> a thread's counts, at its first recording; snapshots. <b>Blocking:</b> recording is lock-free, apart from a few instructions when
/// a thread gets its own counts; snapshots wait for each other, never for recordings.</para>
/// <para><b>Source:</b> the buckets are those of Gil Tene's HdrHistogram; the counts are spread over threads as in <see cref="StripedCounter"/>.</para>
/// </remarks>
/// <example><code>
/// var sizes = new ConcurrentHistogram();
/// ParallelRange.Run(0, n, i => sizes.Record(Cost(i)));
/// HistogramSnapshot snapshot = sizes.Snapshot();
/// Console.WriteLine($"median {snapshot.Percentile(50)}, 99.9% {snapshot.Percentile(99.9)}");
/// </code></example>
[DebuggerDisplay("count = {TotalCount}")]
public sealed class ConcurrentHistogram
{
    private readonly object _reading = new();
    private readonly HistogramLayout _layout;
    private CellTable<AtomicCell, HistogramCells> _cells = new(mostShared: 1);

    /// <summary>For each index, what the cells held when they were last reset. Owners' counts aren't lowered, since they change them without atomics.</summary>
    private long[]? _taken;

    private AtomicCell _takenCount;

    /// <summary>Makes an empty histogram.</summary>
    /// <param name="lowestDiscernibleValue">The lowest value above zero that must be told apart from it, 1 or more. Rounded down to a power of two; all values
    /// are multiples of it, rounded down.</param>
    /// <param name="highestTrackableValue">The highest value that must be told apart from higher ones, at least twice the lowest. Rounded up to the end of its
    /// bucket.</param>
    /// <param name="significantDigits">How many decimal digits of a value count, 1 to 5: with 2, values that differ by more than one percent are told
    /// apart.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="lowestDiscernibleValue"/>, <paramref name="highestTrackableValue"/> or <paramref
    /// name="significantDigits"/> is out of range.</exception>
    /// <remarks>By default every non-negative value is tracked. Each digit more takes about ten times the memory; see the type's remarks.</remarks>
    public ConcurrentHistogram(long lowestDiscernibleValue = 1, long highestTrackableValue = long.MaxValue, int significantDigits = 2)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lowestDiscernibleValue, 1);
        if (highestTrackableValue / 2 < lowestDiscernibleValue)
        {
            throw new ArgumentOutOfRangeException(nameof(highestTrackableValue), highestTrackableValue, "At least twice the lowest discernible value.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(significantDigits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(significantDigits, 5);
        _layout = new HistogramLayout(lowestDiscernibleValue, highestTrackableValue, significantDigits);
        SignificantDigits = significantDigits;
    }

    /// <summary>The lowest value above zero that is told apart from it: the one of the constructor, rounded down to a power of two.</summary>
    public long LowestDiscernibleValue => _layout.LowestDiscernibleValue;

    /// <summary>The highest value that isn't cut off: the one of the constructor, rounded up to the end of its bucket.</summary>
    public long HighestTrackableValue => _layout.HighestTrackableValue;

    /// <summary>How many decimal digits of a value count.</summary>
    public int SignificantDigits { get; }

    /// <summary>How many values were recorded since the start or the last reset.</summary>
    /// <remarks>Not a snapshot: every recording that ended before the call is in it, and those that run at the same time may be or not. <b>Complexity:</b> as
    /// of a snapshot, no allocation.
    /// <b>Blocking:</b> never.</remarks>
    public long TotalCount
    {
        get
        {
            // In this order: a reset that comes between makes it an older count, never a negative one.
            long count = -_takenCount.Read();
            foreach (HistogramCells cells in _cells)
            {
                count += cells.Sum();
            }

            return count;
        }
    }

    /// <summary>Counts a value, once or several times.</summary>
    /// <param name="value">The value, 0 or more. Above <see cref="HighestTrackableValue"/> it counts as that one.</param>
    /// <param name="count">How often, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> or <paramref name="count"/> is negative.</exception>
    /// <remarks>See the type's remarks.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Record(long value, long count = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Add(_layout.IndexOf(value), count);
    }

    /// <summary>All values that were recorded since the start or the last reset.</summary>
    /// <returns>An empty one when there are none. Every recording that ended before the call is in it, those that run at the same time may be or not; none is
    /// in it partly.</returns>
    /// <remarks><b>Complexity:</b> O(threads that own counts * buckets); allocates the snapshot. <b>Blocking:</b> waits for other snapshots and resets, never
    /// for recordings.</remarks>
    public HistogramSnapshot Snapshot()
    {
        lock (_reading)
        {
            return NotTaken(Total());
        }
    }

    /// <summary>Gives all values that were recorded and forgets them, so that over all calls every recording is in exactly one snapshot, also those that run at
    /// the same time.</summary>
    /// <returns>The values since the last reset; an empty snapshot when there are none.</returns>
    /// <remarks><b>Complexity:</b> O(threads that own counts * buckets); allocates the snapshot. <b>Blocking:</b> waits for other snapshots and resets, never
    /// for recordings.</remarks>
    public HistogramSnapshot SnapshotThenReset()
    {
        lock (_reading)
        {
            long[] totals = Total();
            HistogramSnapshot snapshot = NotTaken([.. totals]);
            _taken = totals; // last, so that nothing is forgotten that nobody got
            _takenCount.Write(_takenCount.Read() + snapshot.Count);
            return snapshot;
        }
    }

    /// <summary>Forgets all values. Recordings that run at the same time come before or after it.</summary>
    /// <remarks>Code that also needs the values calls <see cref="SnapshotThenReset"/>: between <see cref="Snapshot"/> and <see cref="Reset"/> recordings would
    /// be lost.
    /// <b>Complexity</b> and <b>Blocking:</b> as <see cref="SnapshotThenReset"/>.</remarks>
    public void Reset() => SnapshotThenReset();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(int index, long count)
    {
        if (_cells.Own(ThreadNumber.Current) is not { } own || !own.TryAddOwn(index, count))
        {
            AddElsewhere(index, count);
        }
    }

    /// <summary>Adds on a thread that owns no counts; the first one, workers, and those that met another thread own some from now on.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AddElsewhere(int index, long count)
    {
        int length = _layout.BucketCount + 1;
        int number = _cells.TakeOwnerNumber();
        if (number == 0)
        {
            HistogramCells shared = _cells.Shared(0);
            if (shared.TryAddShared(index, count, length))
            {
                return;
            }

            _cells.NoteContention();
            number = ThreadNumber.Take();
            if (number == 0)
            {
                while (!shared.TryAddShared(index, count, length))
                {
                }

                return;
            }
        }

        HistogramCells own = _cells.GetOrCreateOwn(number);
        if (!own.TryAddOwn(index, count))
        {
            own.Create(length);
            own.TryAddOwn(index, count);
        }
    }

    /// <summary>What is in these counts, which are changed, beyond what was taken before.</summary>
    private HistogramSnapshot NotTaken(long[] counts)
    {
        for (int i = 0; _taken is not null && i < counts.Length; i++)
        {
            counts[i] -= _taken[i];
        }

        return HistogramSnapshot.Of(_layout, counts);
    }

    private long[] Total()
    {
        long[] totals = new long[_layout.BucketCount + 1];
        foreach (HistogramCells cells in _cells)
        {
            cells.AddTo(totals);
        }

        return totals;
    }
}
