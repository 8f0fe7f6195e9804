namespace ParallelCore.Primitives;

/// <summary>Sleeps in a monitor: slower to wake, there on every platform.</summary>
internal sealed class MonitorParker : Parker
{
    private readonly object _gate = new();
    private bool _token;

    public override void Park() => Park(Timeout.Infinite);

    public override void ParkFor(int microseconds) => Park(Math.Max(1, microseconds / 1000));

    public override void Unpark()
    {
        bool wasInterrupted = false;
        while (!TryLeaveToken(ref wasInterrupted))
        {
        }

        if (wasInterrupted)
        {
            Thread.CurrentThread.Interrupt();
        }
    }

    private void Park(int milliseconds)
    {
        bool wasInterrupted = false;
        while (!TryTakeToken(milliseconds, ref wasInterrupted))
        {
        }

        if (wasInterrupted)
        {
            Thread.CurrentThread.Interrupt();
        }
    }

    /// <summary>False when the thread was interrupted: the interrupt is kept for the caller's next wait of its own.</summary>
    private bool TryTakeToken(int milliseconds, ref bool wasInterrupted)
    {
        try
        {
            lock (_gate)
            {
                while (!_token && Monitor.Wait(_gate, milliseconds))
                {
                }

                _token = false;
                return true;
            }
        }
        catch (ThreadInterruptedException)
        {
            wasInterrupted = true;
            return false;
        }
    }

    private bool TryLeaveToken(ref bool wasInterrupted)
    {
        try
        {
            lock (_gate)
            {
                _token = true;
                Monitor.Pulse(_gate);
                return true;
            }
        }
        catch (ThreadInterruptedException)
        {
            wasInterrupted = true;
            return false;
        }
    }
}
