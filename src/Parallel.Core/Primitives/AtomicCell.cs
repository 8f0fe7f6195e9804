using System.Diagnostics;

namespace ParallelCore.Primitives;

/// <summary>One 64-bit shared variable with the operations that the lock-free protocols use.</summary>
/// <remarks>
/// The protocols are generic over this type: <see cref="AtomicCell"/> is what ships (the JIT erases the indirection), and the
/// model checker substitutes a cell whose every operation is a scheduling point of an explored interleaving, store buffers included.
/// </remarks>
internal interface IAtomicCell
{
    /// <summary>A load with acquire semantics. Never ordered after an earlier store to another cell without a full fence.</summary>
    long Read();

    /// <summary>A store with release semantics: it may still sit in the store buffer when later loads run.</summary>
    void Write(long value);

    /// <summary>Atomic compare-and-swap with a full fence; returns the value that was there.</summary>
    long CompareExchange(long value, long comparand);

    /// <summary>Atomic swap with a full fence; returns the value that was there.</summary>
    long Exchange(long value);

    /// <summary>Atomic addition with a full fence; returns the new value.</summary>
    long Add(long value);

    /// <summary>A full fence: earlier stores of this thread are visible to everybody before its later loads.</summary>
    static abstract void Fence();

    /// <summary>A full fence in every thread of the process: what any of them stored before is visible to everybody, and what any of them loads afterwards
    /// comes after that.</summary>
    static abstract void ProcessWideFence();
}

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
