using FluentAssertions;

namespace ParallelCore.Tests.Collections.Queues;

/// <summary>Tells whether a call waits for a lock, by looking at the state of its thread while the lock is held elsewhere.</summary>
internal static class LockHolder
{
    public static void ShouldWaitFor(object gate, Func<object?> call)
    {
        var thread = new Thread(() => Journal<object>.Outcome(call)) { IsBackground = true };
        bool waits;
        lock (gate)
        {
            thread.Start();
            while (!(waits = IsIn(thread, ThreadState.WaitSleepJoin)) && !IsIn(thread, ThreadState.Stopped))
                Thread.Yield();
        }

        thread.Join();
        waits.Should().BeTrue("somebody else held the lock");
    }

    private static bool IsIn(Thread thread, ThreadState state) => (thread.ThreadState & state) != 0;
}
