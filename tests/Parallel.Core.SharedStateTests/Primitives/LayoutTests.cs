using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using FluentAssertions;
using ParallelCore.Primitives;
using ParallelCore.Scheduling;

namespace ParallelCore.Tests.Primitives;

/// <summary>What different threads write stands on different cache lines.</summary>
public sealed class LayoutTests
{
    [Fact]
    public void CachePad_Size_IsTwoLines() => Unsafe.SizeOf<CachePad>().Should().Be(CachePad.Bytes).And.Be(128);

    [Fact]
    public void ForkStack_Words_StandApartAndHaveRoomOnBothSides()
    {
        ForkStack<AtomicCell> stack = default;
        stack.Push(6);
        stack.Retire(3);
        stack.Push(4);
        int cells = Unsafe.SizeOf<ForkStack<AtomicCell>>() / sizeof(long);
        Span<long> words = MemoryMarshal.CreateSpan(ref Unsafe.As<ForkStack<AtomicCell>, long>(ref stack), cells);
        int depth = words.IndexOf(5);
        int head = words.IndexOfAnyExcept(0L, 5L);
        (depth * sizeof(long)).Should().BeGreaterThanOrEqualTo(CachePad.Bytes);
        ((head - depth) * sizeof(long)).Should().BeGreaterThanOrEqualTo(CachePad.Bytes);
        ((cells - 1 - head) * sizeof(long)).Should().BeGreaterThanOrEqualTo(CachePad.Bytes);
    }

    [Fact]
    public void AtomicTypes_Size_IsOneWord()
    {
        Unsafe.SizeOf<AtomicCell>().Should().Be(sizeof(long));
        Unsafe.SizeOf<GuestLease<AtomicCell>>().Should().Be(sizeof(long));
        Unsafe.SizeOf<JoinLatch<AtomicCell>>().Should().Be(sizeof(long));
        Unsafe.SizeOf<IdleGate<AtomicCell>>().Should().Be(sizeof(long));
        Unsafe.SizeOf<FrameSlot>().Should().Be(IntPtr.Size);
    }

    [Fact]
    public void Worker_WhatOthersTouch_IsFarFromWhatTheOwnerUses()
    {
        using var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = 2 });
        Worker worker = scheduler.Places[0];
        long flag = Distance(ref worker.Task, ref worker.SleepFlag);
        long lease = Distance(ref worker.Task, ref worker.Lease);
        long stack = Distance(ref worker.Task, ref worker.Stack);
        long[] owned =
        [
            Distance(ref worker.Task, ref worker.Frames),
            Distance(ref worker.Task, ref worker.Region),
            Distance(ref worker.Task, ref worker.StackLimit),
            Distance(ref worker.Task, ref worker.Task),
            Distance(ref worker.Task, ref worker.Counts),
            Distance(ref worker.Task, ref worker.Counts) + Unsafe.SizeOf<WorkerCounts>() - sizeof(long),
        ];
        foreach (long field in owned)
        {
            foreach (long shared in (long[])[flag, lease])
                Math.Abs(shared - field).Should().BeGreaterThanOrEqualTo(CachePad.Bytes);
            bool isInside = field >= stack && field < stack + Unsafe.SizeOf<ForkStack<AtomicCell>>();
            isInside.Should().BeFalse("the stack brings its own room");
        }
    }

    [Fact]
    public void PaddedCell_Value_HasRoomOnBothSidesInTheObject()
    {
        var cell = new PaddedCell<AtomicCell>();
        var room = new Padded<AtomicCell>();
        long before = Distance(ref room.Before, ref room.Value);
        before.Should().BeGreaterThanOrEqualTo(CachePad.Bytes);
        (Unsafe.SizeOf<Padded<AtomicCell>>() - before).Should().BeGreaterThanOrEqualTo(CachePad.Bytes + sizeof(long));
        Distance(ref Unsafe.As<RawObject>(cell).First, ref cell.Cell).Should().BeGreaterThanOrEqualTo(CachePad.Bytes, "the field is the first and only one of its object");
    }

    private static long Distance<TFrom, T>(ref TFrom from, ref T to) => Unsafe.ByteOffset(ref Unsafe.As<TFrom, int>(ref from), ref Unsafe.As<T, int>(ref to));

    /// <summary>An object's fields, from the first byte on.</summary>
    private sealed class RawObject
    {
        public int First = 0;
    }
}
