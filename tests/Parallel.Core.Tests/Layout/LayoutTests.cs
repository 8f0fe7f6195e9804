using System.Runtime.CompilerServices;
using FluentAssertions;
using ParallelCore.Primitives;
using ParallelCore.Scheduling;

namespace ParallelCore.Tests.Layout;

/// <summary>What different threads write stands on different cache lines.</summary>
public sealed class LayoutTests
{
    [Fact]
    public void CachePad_Size_IsTwoLines() => Unsafe.SizeOf<CachePad>().Should().Be(CachePad.Bytes).And.Be(128);

    [Fact]
    public void PaddedSlot_Fields_StandApartAndHaveRoomOnBothSides()
    {
        PaddedSlot slot = default;
        nint exposed = Unsafe.ByteOffset(ref slot.Before, ref Unsafe.As<ExposedSlot<AtomicCell>, CachePad>(ref slot.Slot));
        nint sleep = Unsafe.ByteOffset(ref slot.Before, ref Unsafe.As<AtomicCell, CachePad>(ref slot.SleepFlag));
        nint lease = Unsafe.ByteOffset(ref slot.Before, ref Unsafe.As<GuestLease<AtomicCell>, CachePad>(ref slot.Lease));
        ((long)exposed).Should().BeGreaterThanOrEqualTo(CachePad.Bytes);
        ((long)(sleep - exposed)).Should().BeGreaterThanOrEqualTo(CachePad.Bytes);
        (Unsafe.SizeOf<PaddedSlot>() - (long)lease).Should().BeGreaterThanOrEqualTo(CachePad.Bytes + Unsafe.SizeOf<AtomicCell>());
    }

    [Fact]
    public void AtomicTypes_Size_IsOneWord()
    {
        Unsafe.SizeOf<AtomicCell>().Should().Be(sizeof(long));
        Unsafe.SizeOf<ExposedSlot<AtomicCell>>().Should().Be(sizeof(long));
        Unsafe.SizeOf<GuestLease<AtomicCell>>().Should().Be(sizeof(long));
        Unsafe.SizeOf<JoinLatch<AtomicCell>>().Should().Be(sizeof(long));
        Unsafe.SizeOf<IdleGate<AtomicCell>>().Should().Be(sizeof(long));
        Unsafe.SizeOf<FrameSlot>().Should().Be(IntPtr.Size);
    }

    [Fact]
    public void Worker_WhatOthersTouch_IsFarFromWhatTheOwnerUses()
    {
        using var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = 2 });
        Worker worker = scheduler.PlaceAt(0);
        long slot = Distance(ref worker.Depth, ref worker.Slot);
        long flag = Distance(ref worker.Depth, ref worker.SleepFlag);
        long lease = Distance(ref worker.Depth, ref worker.Lease);
        long[] owned =
        [
            Distance(ref worker.Depth, ref worker.Depth),
            Distance(ref worker.Depth, ref worker.FirstPrivate),
            Distance(ref worker.Depth, ref worker.Frames),
            Distance(ref worker.Depth, ref worker.Region),
            Distance(ref worker.Depth, ref worker.StackLimit),
            Distance(ref worker.Depth, ref worker.Task),
            Distance(ref worker.Depth, ref worker.Counts),
            Distance(ref worker.Depth, ref worker.Counts) + Unsafe.SizeOf<WorkerCounts>() - sizeof(long),
        ];
        foreach (long field in owned)
        {
            foreach (long shared in (long[])[slot, flag, lease])
                Math.Abs(shared - field).Should().BeGreaterThanOrEqualTo(CachePad.Bytes);
        }

        Math.Abs(flag - slot).Should().BeGreaterThanOrEqualTo(CachePad.Bytes);
    }

    [Fact]
    public void PaddedCell_Value_HasRoomOnBothSidesInTheObject()
    {
        var cell = new PaddedCell<AtomicCell>();
        var room = new Padded<AtomicCell>();
        long before = Distance(ref Unsafe.As<CachePad, int>(ref room.Before), ref room.Value);
        before.Should().BeGreaterThanOrEqualTo(CachePad.Bytes);
        (Unsafe.SizeOf<Padded<AtomicCell>>() - before).Should().BeGreaterThanOrEqualTo(CachePad.Bytes + sizeof(long));
        Distance(ref Unsafe.As<RawObject>(cell).First, ref cell.Cell).Should().BeGreaterThanOrEqualTo(CachePad.Bytes, "the field is the first and only one of its object");
    }

    private static long Distance<T>(ref int from, ref T to) => Unsafe.ByteOffset(ref from, ref Unsafe.As<T, int>(ref to));

    /// <summary>An object's fields, from the first byte on.</summary>
    private sealed class RawObject
    {
        public int First = 0;
    }
}
