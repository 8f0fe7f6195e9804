using System.Diagnostics;

namespace ParallelCore.Collections;

/// <summary>Threads and tasks that wait until a store has changed. A wake-up is a hint: whoever gets it looks at the store again.</summary>
/// <remarks>INVARIANT: those who have entered and not yet left are as many as <see cref="_waiting"/> plus the wake-ups that nobody has taken yet. So somebody who leaves
/// early takes either a place or a wake-up with it, and whichever it is, it never was another waiter's only one.</remarks>
internal sealed class StoreWaiters(object storeLock)
{
    private readonly SemaphoreSlim _wakeUps = new(0);
    private int _waiting;

    /// <summary>Under the store's lock, in the same breath as the look that found nothing.</summary>
    public void Enter() => _waiting++;

    /// <summary>Under the store's lock.</summary>
    public void WakeOne()
    {
        if (_waiting > 0)
        {
            _waiting--;
            _wakeUps.Release();
        }
    }

    /// <summary>Under the store's lock.</summary>
    public void WakeAll()
    {
        if (_waiting > 0)
        {
            _wakeUps.Release(_waiting);
            _waiting = 0;
        }
    }

    /// <summary>False when the time is over. Whoever entered waits once.</summary>
    public bool Wait(long start, int milliseconds, CancellationToken cancellationToken)
    {
        bool isAwake = false;
        try
        {
            return isAwake = _wakeUps.Wait(Left(start, milliseconds), cancellationToken);
        }
        finally
        {
            if (!isAwake)
            {
                Leave();
            }
        }
    }

    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        bool isAwake = false;
        try
        {
            await _wakeUps.WaitAsync(cancellationToken).ConfigureAwait(false);
            isAwake = true;
        }
        finally
        {
            if (!isAwake)
            {
                Leave();
            }
        }
    }

    private static int Left(long start, int milliseconds) => milliseconds == Timeout.Infinite
        ? Timeout.Infinite
        : (int)Math.Max(0, milliseconds - (long)Stopwatch.GetElapsedTime(start).TotalMilliseconds);

    private void Leave()
    {
        lock (storeLock)
        {
            if (_waiting > 0)
            {
                _waiting--;
            }
            else
            {
                _wakeUps.Wait(0, CancellationToken.None);
            }
        }
    }
}
