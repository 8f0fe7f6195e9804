namespace ParallelCore.Collections;

/// <summary>Timeouts as the runtime's locks take them.</summary>
internal static class WaitTime
{
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative but not <see cref="Timeout.InfiniteTimeSpan"/>, or too long.</exception>
    public static int Milliseconds(TimeSpan timeout)
    {
        long milliseconds = (long)timeout.TotalMilliseconds;
        ArgumentOutOfRangeException.ThrowIfLessThan(milliseconds, Timeout.Infinite, nameof(timeout));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(milliseconds, int.MaxValue, nameof(timeout));
        return (int)milliseconds;
    }
}
