using System.Runtime.CompilerServices;
using FluentAssertions;
using ParallelCore.Collections;

namespace ParallelCore.Tests.Collections;

public sealed class RefCountedLeakTests : IDisposable
{
    private const string Place = "a place of this test";

    private readonly List<RefCountedLeakEventArgs> _leaks = [];

    public RefCountedLeakTests() => RefCounted.HandleLeaked += Record;

    public void Dispose() => RefCounted.HandleLeaked -= Record;

    [Fact]
    public void HandleLeaked_AHandleThatIsGarbage_TellsWhereItWasTaken()
    {
        using RefCounted<TrackedDisposable> kept = RefCounted.Create(new TrackedDisposable());
        Lose(kept, 17);
        RefCountedLeakEventArgs leak = Collect().Should().ContainSingle().Subject;
        leak.LineNumber.Should().Be(17);
        leak.ValueType.Should().Be<TrackedDisposable>();
        leak.WasLast.Should().BeFalse();
        leak.ToString().Should().Be("A handle of a shared TrackedDisposable, taken at a place of this test:17, was never disposed.");
    }

    [Fact]
    public void HandleLeaked_OfOneAmongOthers_StopsCountingSoThatTheLastDisposes()
    {
        var value = new TrackedDisposable();
        RefCounted<TrackedDisposable> kept = RefCounted.Create(value);
        Lose(kept, 1);
        kept.ApproximateHolders.Should().Be(2);
        Collect();
        kept.ApproximateHolders.Should().Be(1);
        kept.Dispose();
        value.Disposals.Should().Be(1);
    }

    [Fact]
    public void HandleLeaked_OfTheLastOne_LeavesTheValueUndisposedAndUnheld()
    {
        (WeakReference value, WeakRefCounted<TrackedDisposable> weak) = LoseAll();
        RefCountedLeakEventArgs leak = Collect().Should().ContainSingle().Subject;
        leak.WasLast.Should().BeTrue();
        leak.ToString().Should().EndWith("was never disposed, nor is the value, since it was the last.");
        weak.TryAcquire(out _).Should().BeFalse();
        Collect();
        value.IsAlive.Should().BeFalse("not even a view holds it");
        GC.KeepAlive(weak);
    }

    [Fact]
    public void HandleLeaked_OfTheLastOne_DoesNotRunTheRelease()
    {
        int[] released = LoseOneWithRelease();
        Collect().Should().ContainSingle();
        released[0].Should().Be(0);
    }

    [Fact]
    public void HandleLeaked_OfADisposedHandle_IsNotRaised()
    {
        DisposeOne();
        Collect().Should().BeEmpty();
    }

    [Fact]
    public void HandleLeaked_HandlerThrows_IsDropped()
    {
        static void Throw(object? sender, RefCountedLeakEventArgs leak) => throw new InvalidOperationException();
        RefCounted.HandleLeaked += Throw;
        try
        {
            using RefCounted<TrackedDisposable> kept = RefCounted.Create(new TrackedDisposable());
            Lose(kept, 1);
            Collect().Should().ContainSingle("the process lives on");
        }
        finally
        {
            RefCounted.HandleLeaked -= Throw;
        }
    }

    [Fact]
    public void Dispose_AfterTheLastHolder_KeepsNothingAlive()
    {
        (WeakReference value, RefCounted<TrackedDisposable> handle, WeakRefCounted<TrackedDisposable> weak) = DisposeAndKeepTheHandle();
        Collect();
        value.IsAlive.Should().BeFalse();
        GC.KeepAlive(handle);
        GC.KeepAlive(weak);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Lose(RefCounted<TrackedDisposable> of, int line) => of.Share(Place, line);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (WeakReference Value, WeakRefCounted<TrackedDisposable> Weak) LoseAll()
    {
        var value = new TrackedDisposable();
        return (new WeakReference(value), RefCounted.Create(value, Place, 1).ToWeak());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int[] LoseOneWithRelease()
    {
        int[] released = new int[1];
        RefCounted.Create("value", _ => released[0]++, Place, 1);
        return released;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void DisposeOne() => RefCounted.Create(new TrackedDisposable(), Place, 1).Dispose();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (WeakReference Value, RefCounted<TrackedDisposable> Handle, WeakRefCounted<TrackedDisposable> Weak) DisposeAndKeepTheHandle()
    {
        var value = new TrackedDisposable();
        RefCounted<TrackedDisposable> handle = RefCounted.Create(value);
        WeakRefCounted<TrackedDisposable> weak = handle.ToWeak();
        handle.Dispose();
        return (new WeakReference(value), handle, weak);
    }

    /// <summary>The leaks of this test that a full collection finds.</summary>
    private List<RefCountedLeakEventArgs> Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        lock (_leaks)
            return [.. _leaks];
    }

    private void Record(object? sender, RefCountedLeakEventArgs leak)
    {
        if (leak.FilePath != Place)
            return;
        lock (_leaks)
            _leaks.Add(leak);
    }
}
