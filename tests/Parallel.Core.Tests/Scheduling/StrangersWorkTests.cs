using FluentAssertions;
using ParallelCore.Scheduling;

namespace ParallelCore.Tests.Scheduling;

/// <summary>Whoever waits runs only what it waits for: a lock that it holds meanwhile is never entered again by other work.</summary>
public sealed class StrangersWorkTests
{
    [ThreadStatic]
    private static bool t_isInside;

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void NestedLoop_UnderALock_NoStrangersWorkOnTheThread(int workers) => Hammer(
        workers,
        static body => ParallelRange.Run(0, 16, 1, _ => body()));

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void NestedForks_UnderALock_NoStrangersWorkOnTheThread(int workers) => Hammer(
        workers,
        static body => ForkJoin.Invoke(() => ForkJoin.Invoke(body, body), () => ForkJoin.Invoke(body, body)));

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void NestedScope_UnderALock_NoStrangersWorkOnTheThread(int workers) => Hammer(
        workers,
        static body => ForkJoin.Scope(scope =>
        {
            for (int i = 0; i < 8; i++)
                scope.Spawn(body);
        }));

    /// <summary>Callers of two kinds share the workers: some hold a lock across nested work, which marks its thread; the others are strangers to it.</summary>
    private static void Hammer(int workers, Action<Action> nested)
    {
        using var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = workers });
        var options = new RangeOptions { Scheduler = scheduler };
        object gate = new();
        int violations = 0;
        Threads.RunTogether(4, caller =>
        {
            for (int round = 0; round < Effort.Pick(quick: 20, full: 200); round++)
            {
                ParallelRange.Run(0, 12, 1, _ => OneBody(caller % 2 == 0), options);
            }
        });
        violations.Should().Be(0);

        void OneBody(bool locks)
        {
            // A body that begins on a thread inside the lock is a stranger's: the lock's own work is called by Inner.
            if (t_isInside)
                Interlocked.Increment(ref violations);
            if (!locks)
            {
                ParallelRange.Run(0, 4, 1, _ => Stranger());
                return;
            }

            lock (gate)
            {
                t_isInside = true;
                nested(static () => Thread.SpinWait(100));
                t_isInside = false;
            }
        }

        void Stranger()
        {
            if (t_isInside)
                Interlocked.Increment(ref violations);
            Thread.SpinWait(50);
        }
    }
}
