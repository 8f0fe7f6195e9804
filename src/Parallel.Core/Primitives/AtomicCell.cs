using System.Diagnostics;

namespace ParallelCore.Primitives;

/// <summary>The cell that ships: one <see cref="long"/>, each operation one instruction on 64-bit processors.</summary>
[DebuggerDisplay("{_value}")]
internal struct AtomicCell : IAtomicCell
{
    private long _value;

    public long Read() => Volatile.Read(ref _value);

    public void Write(long value) => Volatile.Write(ref _value, value);

    public long CompareExchange(long value, long comparand) => Interlocked.CompareExchange(ref _value, value, comparand);

    public long Exchange(long value) => Interlocked.Exchange(ref _value, value);

    public long Add(long value) => Interlocked.Add(ref _value, value);

    public static void Fence() => Interlocked.MemoryBarrier();

    public static void ProcessWideFence() => Interlocked.MemoryBarrierProcessWide();
}
