using System.Runtime.CompilerServices;
using FluentAssertions;
using ParallelCore.Scheduling;

namespace ParallelCore.Tests.Scheduling.Isolation;

/// <summary>When a call has returned, nothing that lives on keeps what it worked with: schedulers and their threads outlive their callers' data.</summary>
public sealed class KeptContextTests
{
    private static readonly AsyncLocal<object?> s_local = new();

    [Theory]
    [MemberData(nameof(CallForms.Share), 0, 4, MemberType = typeof(CallForms))]
    public void AsyncLocal_AfterTheCall_IsGarbage(string form) => IsGarbage(form, CallWithValue);

    [Theory]
    [MemberData(nameof(CallForms.Share), 1, 4, MemberType = typeof(CallForms))]
    public void AsyncLocal_SetByABody_IsGarbage(string form) => IsGarbage(form, CallThatSetsValue);

    [Theory]
    [MemberData(nameof(CallForms.Share), 2, 4, MemberType = typeof(CallForms))]
    public void Body_AfterTheCall_IsGarbage(string form) => IsGarbage(form, CallWithBody);

    [Theory]
    [MemberData(nameof(CallForms.Share), 3, 4, MemberType = typeof(CallForms))]
    public void Exception_AfterTheCall_IsGarbage(string form) => IsGarbage(form, CallThatFails);

    [Theory]
    [InlineData("loop")]
    [InlineData("fork of actions")]
    [InlineData("Parallel.For")]
    public void AsyncLocal_OfAThreadThatHasEnded_IsGarbage(string form) => IsGarbage(form, (call, together) =>
    {
        WeakReference? value = null;
        Threads.RunOnce(() => value = CallAndLeaveValue(call, together));
        return value!;
    });

    [Fact]
    public void AsyncLocal_OfAForkFromOutsideEveryScheduler_IsGarbage() => Garbage.IsCollected(ForkWithValue()).Should().BeTrue();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Scheduler_UsedThenDisposed_IsGarbage(int workers) => Garbage.IsCollected(UseScheduler(workers, disposes: true)).Should().BeTrue();

    [Fact]
    public void Scheduler_UsedThenForgotten_IsGarbageIfItHasNoThread() => Garbage.IsCollected(UseScheduler(workers: 1, disposes: false)).Should().BeTrue();

    private static void IsGarbage(string form, Func<CallForm, bool, WeakReference> call)
    {
        CallForm named = CallForms.Named(form);
        foreach (bool together in named.Ways)
            Garbage.IsCollected(call(named, together)).Should().BeTrue(together ? "both workers let go" : "the caller lets go");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference CallWithValue(CallForm form, bool together)
    {
        var value = new object();
        s_local.Value = value;
        form.Run(together, static () => { });
        s_local.Value = null;
        return new WeakReference(value);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference CallAndLeaveValue(CallForm form, bool together)
    {
        var value = new object();
        s_local.Value = value;
        form.Run(together, static () => { });
        return new WeakReference(value);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference CallThatSetsValue(CallForm form, bool together)
    {
        var value = new object();
        form.Run(together, () => s_local.Value = value);
        s_local.Value = null;
        return new WeakReference(value);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference CallWithBody(CallForm form, bool together)
    {
        var seen = new object();
        form.Run(together, () => GC.KeepAlive(seen));
        return new WeakReference(seen);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference CallThatFails(CallForm form, bool together)
    {
        var failure = new FormatException();
        Record.Exception(() => form.Run(together, () => throw failure)).Should().NotBeNull();
        return new WeakReference(failure);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference ForkWithValue()
    {
        var value = new object();
        s_local.Value = value;
        ForkJoin.Invoke(static () => { }, static () => { });
        ForkJoin.Scope(static scope => scope.Spawn(static () => { }));
        s_local.Value = null;
        return new WeakReference(value);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference UseScheduler(int workers, bool disposes)
    {
        var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = workers });
        ParallelRange.Run(0, 100, 1, static _ => Thread.SpinWait(100), new RangeOptions { Scheduler = scheduler });
        scheduler.Run(static () => ForkJoin.Invoke(static () => { }, static () => { }));
        if (disposes)
            scheduler.Dispose();
        return new WeakReference(scheduler);
    }
}
