using System.Runtime.CompilerServices;
using FluentAssertions;
using ParallelCore.Scheduling;

namespace ParallelCore.Tests.Forks;

/// <summary>What a fork worked on is garbage once the fork is joined, though its frame waits for the next one.</summary>
public sealed class IdleForkTests
{
    [Fact]
    public void Invoke_RightSideRanHere_ItsStateIsNotKept()
    {
        using var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = 1 });
        WeakReference state = Invoke(scheduler, static _ => 0);
        GC.Collect();
        state.IsAlive.Should().BeFalse();
    }

    [Fact]
    public void Invoke_RightSideWasStolen_ItsStateIsNotKept()
    {
        using var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = 2 });
        using var both = new Barrier(2);
        WeakReference state = Invoke(scheduler, _ =>
        {
            both.SignalAndWait();
            return 0;
        });
        scheduler.Dispose(); // the thief's stack is gone
        GC.Collect();
        state.IsAlive.Should().BeFalse();
        GC.KeepAlive(scheduler);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Invoke(WorkStealingScheduler scheduler, Func<object, int> body)
    {
        var state = new object();
        scheduler.Run(() => ForkJoin.Invoke(new object(), state, body));
        return new WeakReference(state);
    }
}
