using FluentAssertions;

namespace ParallelCore.Tests.Collections.Queues;

/// <summary>Tells whether a call waits for a lock, by looking at the state of its thread while the lock is held elsewhere.</summary>
internal static class LockHolder
{
    public static void ShouldWaitFor<T>(Func<T> create, Func<T, object> gate, Func<T, object?> call)
    {
        T subject = create();
        bool hasBegun = false;
        bool hasEnded = false;
        var thread = new Thread(() =>
        {
            Journal<T>.Outcome(() => call(create())); // compiling and initialising wait for locks of the runtime: not what is looked for
            Volatile.Write(ref hasBegun, true);
            Journal<T>.Outcome(() => call(subject));
            Volatile.Write(ref hasEnded, true);
        }) { IsBackground = true };
        bool waits = false;
        lock (gate(subject))
        {
            thread.Start();
            while (!waits && !Volatile.Read(ref hasEnded))
            {
                Thread.Yield();
                waits = Volatile.Read(ref hasBegun) && (thread.ThreadState & ThreadState.WaitSleepJoin) != 0 && !Volatile.Read(ref hasEnded);
            }
        }

        thread.Join();
        waits.Should().BeTrue("somebody else held the lock");
    }
}
