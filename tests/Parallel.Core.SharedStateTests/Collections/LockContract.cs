using FluentAssertions;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Collections;

/// <summary>What every exclusive, non-re-entrant lock does, ours and the runtime's.</summary>
public abstract class LockContract
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    protected abstract void Hold(Action inside);

    /// <summary>The form without a timeout.</summary>
    protected abstract bool TryHold(Action inside);

    protected abstract bool TryHold(TimeSpan timeout, Action inside);

    public static TheoryData<TimeSpan> BadTimeouts => [TimeSpan.FromMilliseconds(-2), TimeSpan.MinValue, TimeSpan.FromMilliseconds(int.MaxValue + 1L), TimeSpan.MaxValue];

    public static TheoryData<TimeSpan> GoodTimeouts =>
        [TimeSpan.Zero, TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan, TimeSpan.FromMilliseconds(int.MaxValue), TimeSpan.FromTicks(-1)];

    [Fact]
    public void Hold_ManyThreads_OneAtATime() => Tally.Count(Hold).Should().Be(Tally.Right);

    [Fact]
    public void TryHoldInTime_ManyThreads_OneAtATime() => Tally.Count(inside => TryHold(Long, inside).Should().BeTrue()).Should().Be(Tally.Right);

    [Fact]
    public void TryHold_ManyThreadsUntilItWorks_OneAtATime()
    {
        int count = Tally.Count(inside =>
        {
            while (!TryHold(inside))
                Thread.Yield();
        });
        count.Should().Be(Tally.Right);
    }

    [Fact]
    public void TryHold_Free_RunsInside()
    {
        int runs = 0;
        TryHold(() => runs++).Should().BeTrue();
        runs.Should().Be(1);
    }

    [Theory]
    [MemberData(nameof(GoodTimeouts))]
    public void TryHoldInTime_Free_RunsInside(TimeSpan timeout)
    {
        int runs = 0;
        TryHold(timeout, () => runs++).Should().BeTrue();
        runs.Should().Be(1);
    }

    [Fact]
    public void TryHold_HeldElsewhere_IsFalse()
    {
        using var holder = new Holder(Hold);
        TryHold(NotReached).Should().BeFalse();
        TryHold(TimeSpan.Zero, NotReached).Should().BeFalse();
        TryHold(TimeSpan.FromMilliseconds(1), NotReached).Should().BeFalse();
    }

    [Fact]
    public void TryHold_AfterFailures_StillWorks()
    {
        using (new Holder(Hold))
            TryHold(TimeSpan.FromMilliseconds(1), NotReached).Should().BeFalse();
        IsFree().Should().BeTrue();
    }

    [Fact]
    public void TryHoldInTime_ReleasedMeanwhile_RunsInside()
    {
        bool hasHeld = false;
        using var isWaiting = new ManualResetEventSlim();
        var waiter = new Thread(() =>
        {
            isWaiting.Set();
            hasHeld = TryHold(Long, () => { });
        });
        using (new Holder(Hold))
        {
            waiter.Start();
            isWaiting.Wait();
        }

        waiter.Join();
        hasHeld.Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(BadTimeouts))]
    public void TryHoldInTime_BadTimeout_ThrowsWithItsNameAndTakesNothing(TimeSpan timeout)
    {
        Action hold = () => TryHold(timeout, NotReached);
        hold.Should().Throw<ArgumentOutOfRangeException>().Which.ParamName.Should().Be("timeout");
        IsFree().Should().BeTrue();
    }

    [Fact]
    public void Hold_InsideThrows_PassesThroughAndReleases()
    {
        Action hold = () => Hold(() => throw new NotSupportedException("inside"));
        hold.Should().Throw<NotSupportedException>().WithMessage("inside");
        IsFree().Should().BeTrue();
    }

    [Fact]
    public void Hold_BySameThreadAgain_ThrowsAndKeepsTheOuter()
    {
        Hold(() =>
        {
            ((Action)(() => Hold(NotReached))).Should().Throw<LockRecursionException>();
            ((Action)(() => TryHold(NotReached))).Should().Throw<LockRecursionException>();
            ((Action)(() => TryHold(Timeout.InfiniteTimeSpan, NotReached))).Should().Throw<LockRecursionException>();
            IsFree().Should().BeFalse();
        });
        IsFree().Should().BeTrue();
    }

    [Fact]
    public void Hold_InterruptedWhileWaiting_ThrowsAndTakesNothing()
    {
        Exception? thrown = null;
        var waiter = new Thread(() => thrown = Record.Exception(() => Hold(NotReached)));
        using (new Holder(Hold))
        {
            waiter.Start();
            waiter.Interrupt();
            waiter.Join();
        }

        thrown.Should().BeOfType<ThreadInterruptedException>();
        IsFree().Should().BeTrue();
    }

    [Fact]
    public void Hold_InterruptedJustWhenTheLockGetsFree_TheNextOneGetsIt()
    {
        for (int round = 0; round < Effort.Pick(quick: 20, full: 100); round++)
        {
            BlockedThread first = null!;
            BlockedThread next = null!;
            Hold(() =>
            {
                first = new BlockedThread(() => Hold(() => { }));
                next = new BlockedThread(() => Hold(() => { }));
                first.Interrupt();
                Thread.SpinWait(round % 50 * 5);
            });
            if (first.End() is { } end)
                end.Should().BeOfType<ThreadInterruptedException>();
            next.End().Should().BeNull("the lock is free, in round {0}", round);
        }
    }

    protected bool IsFree()
    {
        bool isFree = false;
        Threads.RunOnce(() => isFree = TryHold(() => { }));
        return isFree;
    }

    protected static void NotReached() => throw new InvalidOperationException("The lock was not to be had.");
}
