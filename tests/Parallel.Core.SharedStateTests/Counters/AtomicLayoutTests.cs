using System.Runtime.CompilerServices;
using FluentAssertions;
using ParallelCore.Counters;
using ParallelCore.Primitives;

namespace ParallelCore.Tests.Counters;

/// <summary>A padded variable has its lines to itself, wherever the garbage collector puts the object; a compact one is no larger than it must be.</summary>
public sealed class AtomicLayoutTests
{
    /// <summary>What an object has besides its fields: the type's pointer before them, the next object's header after them.</summary>
    private static readonly int Overhead = 2 * IntPtr.Size;

    [Fact]
    public void PaddedAtomicInt64_Value_IsFarFromBothEnds() => AssertIsFarFromBothEnds(static () => new PaddedAtomicInt64(), static o => ref Cell(o).Value);

    [Fact]
    public void CompactTypes_Size_IsAsSmallAsAnObjectCanBe()
    {
        int smallest = Overhead + sizeof(long);
        Size(static () => new AtomicInt64()).Should().BeLessThanOrEqualTo(smallest);
        Size(static () => new AtomicDouble()).Should().BeLessThanOrEqualTo(smallest);
        Size(static () => new AtomicBoolean()).Should().BeLessThanOrEqualTo(smallest);
        Size(static () => new AtomicReference<string>("")).Should().BeLessThanOrEqualTo(smallest);
    }

    private static void AssertIsFarFromBothEnds<TAtomic, TCell>(Func<TAtomic> create, CellOf<TAtomic, TCell> cellOf)
        where TAtomic : class
        where TCell : struct
    {
        TAtomic atomic = create();
        long before = Unsafe.ByteOffset(ref Unsafe.As<FirstByte>(atomic).Value, ref Unsafe.As<TCell, byte>(ref cellOf(atomic)));
        long after = Size(create) - Overhead - before - Unsafe.SizeOf<TCell>();
        before.Should().BeGreaterThanOrEqualTo(CachePad.Bytes);
        after.Should().BeGreaterThanOrEqualTo(CachePad.Bytes);
    }

    /// <summary>The bytes that one object takes.</summary>
    private static long Size<T>(Func<T> create)
        where T : class
    {
        const int Count = 100;
        T[] objects = new T[Count];
        create();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Count; i++)
            objects[i] = create();
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        GC.KeepAlive(objects);
        return bytes / Count;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_padded")]
    private static extern ref Padded<Int64Cell> Cell(PaddedAtomicInt64 atomic);

    private delegate ref TCell CellOf<TAtomic, TCell>(TAtomic atomic);

    /// <summary>Where the fields of any object begin.</summary>
    private sealed class FirstByte(byte value)
    {
        public byte Value = value;
    }
}
