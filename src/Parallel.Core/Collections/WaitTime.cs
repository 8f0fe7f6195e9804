namespace ParallelCore.Collections;

/// <summary>The runtime's rules for a timeout.</summary>
internal static class WaitTime
{
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative but not <see cref="Timeout.InfiniteTimeSpan"/>, or too long.</exception>
    public static int Milliseconds(TimeSpan timeout)
    {
        double milliseconds = Math.Truncate(timeout.TotalMilliseconds);
        return milliseconds is >= Timeout.Infinite and <= int.MaxValue
            ? (int)milliseconds
            : throw new ArgumentOutOfRangeException(nameof(timeout), timeout, "A timeout is infinite (-1 ms) or between 0 and int.MaxValue milliseconds.");
    }
}
