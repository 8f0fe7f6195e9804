using System.Runtime.InteropServices;

namespace ParallelCore.Partitioning;

/// <summary>Hands out 0, 1, 2, ... once each, to any number of threads, in cache lines of its own.</summary>
[StructLayout(LayoutKind.Explicit, Size = Line * 2)]
internal struct ClaimCounter
{
    // Processors prefetch cache lines in pairs.
    private const int Line = 128;

    [FieldOffset(Line)]
    private long _claimed;

    public ulong Next() => (ulong)(Interlocked.Increment(ref _claimed) - 1);
}
