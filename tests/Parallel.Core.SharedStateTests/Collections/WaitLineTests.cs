using FluentAssertions;
using ParallelCore.Collections;

namespace ParallelCore.Tests.Collections;

public sealed class WaitLineTests
{
    private readonly object _lock = new();
    private readonly WaitLine _line;

    public WaitLineTests() => _line = new WaitLine(_lock);

    [Fact]
    public void WakeOne_Several_WakesWhoCameFirst()
    {
        using WaitLine.ThreadWaiter first = Entered();
        using WaitLine.ThreadWaiter second = Entered();
        WakeOne();
        IsRoused(first).Should().BeTrue();
        IsRoused(second).Should().BeFalse();
    }

    [Fact]
    public async Task WakeOne_ThreadBehindTask_WakesTheThread()
    {
        using var task = new WaitLine.TaskWaiter(_line);
        Enter(task);
        Task sleep = task.SleepAsync(CancellationToken.None);
        using WaitLine.ThreadWaiter thread = Entered();
        WakeOne();
        IsRoused(thread).Should().BeTrue();
        sleep.IsCompleted.Should().BeFalse();
        WakeOne();
        await sleep.WaitAsync(Buffers.Forever);
    }

    [Fact]
    public async Task WakeAll_ThreadsAndTasks_WakesThemAll()
    {
        using var task = new WaitLine.TaskWaiter(_line);
        Enter(task);
        using WaitLine.ThreadWaiter first = Entered();
        using WaitLine.ThreadWaiter second = Entered();
        lock (_lock)
            _line.WakeAll();
        IsRoused(first).Should().BeTrue();
        IsRoused(second).Should().BeTrue();
        await task.SleepAsync(CancellationToken.None).WaitAsync(Buffers.Forever);
    }

    [Fact]
    public void Dispose_Woken_PassesTheWakeUpOn()
    {
        WaitLine.ThreadWaiter first = Entered();
        using WaitLine.ThreadWaiter second = Entered();
        WakeOne();
        first.Dispose();
        IsRoused(second).Should().BeTrue();
    }

    [Fact]
    public async Task Dispose_WokenTask_PassesTheWakeUpOn()
    {
        using var first = new WaitLine.TaskWaiter(_line);
        Enter(first);
        using var second = new WaitLine.TaskWaiter(_line);
        Enter(second);
        WakeOne();
        first.Dispose();
        await second.SleepAsync(CancellationToken.None).WaitAsync(Buffers.Forever);
    }

    [Fact]
    public void Dispose_InLine_LeavesAndWakesNobody()
    {
        WaitLine.ThreadWaiter first = Entered();
        using WaitLine.ThreadWaiter second = Entered();
        first.Dispose();
        IsRoused(second).Should().BeFalse();
        WakeOne();
        IsRoused(second).Should().BeTrue("the one before it has gone");
    }

    [Fact]
    public void Dispose_WakeUpUsed_WakesNobody()
    {
        WaitLine.ThreadWaiter first = Entered();
        using WaitLine.ThreadWaiter second = Entered();
        WakeOne();
        lock (_lock)
            first.Find();
        first.Dispose();
        IsRoused(second).Should().BeFalse();
    }

    [Fact]
    public void Enter_LookAfterWakeUpFoundNothing_SleepsAnew()
    {
        WaitLine.ThreadWaiter first = Entered();
        using WaitLine.ThreadWaiter second = Entered();
        WakeOne();
        Enter(first);
        IsRoused(first).Should().BeFalse();
        first.Dispose();
        IsRoused(second).Should().BeFalse("the wake-up was used by a look");
    }

    [Fact]
    public async Task SleepAsync_CancelledInLine_LeavesTheLine()
    {
        using var source = new CancellationTokenSource();
        using var first = new WaitLine.TaskWaiter(_line);
        Enter(first);
        Task sleep = first.SleepAsync(source.Token);
        using var second = new WaitLine.TaskWaiter(_line);
        Enter(second);
        source.Cancel();
        (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sleep)).CancellationToken.Should().Be(source.Token);
        WakeOne();
        await second.SleepAsync(CancellationToken.None).WaitAsync(Buffers.Forever);
    }

    [Fact]
    public async Task SleepAsync_CancelledAfterItWasWoken_StaysWoken()
    {
        using var source = new CancellationTokenSource();
        using var waiter = new WaitLine.TaskWaiter(_line);
        Enter(waiter);
        WakeOne();
        source.Cancel();
        await waiter.SleepAsync(source.Token).WaitAsync(Buffers.Forever);
    }

    private static bool IsRoused(WaitLine.ThreadWaiter waiter) => waiter.Sleep(0, 0, CancellationToken.None);

    private WaitLine.ThreadWaiter Entered()
    {
        var waiter = WaitLine.ThreadWaiter.Rent(_line);
        Enter(waiter);
        return waiter;
    }

    private void Enter(WaitLine.Waiter waiter)
    {
        lock (_lock)
            waiter.Enter();
    }

    private void WakeOne()
    {
        lock (_lock)
            _line.WakeOne();
    }
}
