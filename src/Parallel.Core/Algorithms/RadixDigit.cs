using System.Runtime.CompilerServices;

namespace ParallelCore.Algorithms;

/// <summary>Which bucket a key belongs to: buckets rise with the keys.</summary>
internal readonly struct RadixDigit(ulong low, int shift, int buckets)
{
    private readonly ulong _low = low;
    private readonly int _shift = shift;
    private readonly ulong _last = (ulong)buckets - 2;

    public int Buckets => buckets;

    /// <summary>True when all buckets but the first and the last hold one key each.</summary>
    public bool IsExact => _shift == 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int BucketOf(ulong key)
    {
        ulong above = Math.Min((key - _low) >> _shift, _last);
        return key < _low ? 0 : (int)above + 1;
    }
}
