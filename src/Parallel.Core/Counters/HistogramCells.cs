using System.Diagnostics;
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
            return;
        for (int i = 0; i < totals.Length; i++)
            totals[i] += Volatile.Read(ref counts[i]); // H4
    }

    /// <summary>All counts together.</summary>
    public long Sum()
    {
        long sum = 0;
        long[] counts = Volatile.Read(ref _counts); // H2
        for (int i = 0; i < counts.Length; i++)
            sum += Volatile.Read(ref counts[i]); // H4
        return sum;
    }

    private long[] SharedCounts(int length)
    {
        if (Volatile.Read(ref _counts).Length == 0) // H2
            Interlocked.CompareExchange(ref _counts, new long[length + Padding], s_none); // H1
        return Volatile.Read(ref _counts); // H2
    }
}
