using FluentAssertions;

namespace ParallelCore.Tests.Collections;

/// <summary>A thread that runs a call that blocks.</summary>
internal sealed class BlockedThread
{
    private readonly Thread _thread;
    private Exception? _failure;

    public BlockedThread(Action call)
    {
        _thread = new Thread(() =>
        {
            try
            {
                call();
            }
            catch (Exception e)
            {
                _failure = e;
            }
        }) { IsBackground = true };
        _thread.Start();
        SpinWait.SpinUntil(() => (_thread.ThreadState & (ThreadState.WaitSleepJoin | ThreadState.Stopped)) != 0);
    }

    public bool HasEnded => !_thread.IsAlive;

    public void Interrupt() => _thread.Interrupt();

    /// <summary>What the call threw, or null, once it has ended.</summary>
    public Exception? End()
    {
        _thread.Join(Buffers.Forever).Should().BeTrue("the call must end");
        return _failure;
    }
}
