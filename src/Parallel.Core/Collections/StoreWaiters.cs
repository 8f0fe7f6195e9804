using System.Diagnostics;

namespace ParallelCore.Collections;

/// <summary>Threads, or tasks, that wait until a store has changed. A wake-up is a hint: whoever gets it looks at the store again.</summary>
/// <remarks>
/// INVARIANT: those who have entered and not yet left are as many as <see cref="_waiting"/> plus the wake-ups that nobody has taken yet. So somebody who leaves
/// early takes either a place or a wake-up with it, and whichever it is, it never was another waiter's only one. Threads and tasks never share one of these: a semaphore
/// that tasks wait for lets a thread wait as one of them, which needs the pool to wake, and whose place in the line stays behind when it is interrupted.
/// </remarks>
internal sealed class StoreWaiters(object storeLock)
{
    private readonly SemaphoreSlim _wakeUps = new(0);
    private int _waiting;

    /// <summary>Under the store's lock, in the same breath as the look that found nothing.</summary>
    public void Enter() => _waiting++;

    /// <summary>Under the store's lock. False when nobody waits.</summary>
    public bool TryWakeOne()
    {
        if (_waiting == 0)
        {
            return false;
        }

        _waiting--;
        Uninterrupted.Run(_wakeUps, static wakeUps => wakeUps.Release());
        return true;
    }

    /// <summary>Under the store's lock.</summary>
    public void WakeAll()
    {
        if (_waiting > 0)
        {
            Uninterrupted.Run(this, static waiters => waiters._wakeUps.Release(waiters._waiting));
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

    private void Leave() => Uninterrupted.Run((Waiters: this, Lock: storeLock), static leaving =>
    {
        lock (leaving.Lock)
        {
            if (leaving.Waiters._waiting > 0)
            {
                leaving.Waiters._waiting--;
            }
            else
            {
                leaving.Waiters._wakeUps.Wait(0, CancellationToken.None);
            }
        }
    });
}
