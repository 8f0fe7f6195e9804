namespace ParallelCore;

/// <summary>How a loop that waits runs, beyond what it does.</summary>
/// <remarks><b>Thread safety:</b> one object may serve any number of loops at once, as long as nobody sets a property of it meanwhile; a loop reads it when it
/// begins.</remarks>
/// <example>
/// <code>
/// var options = new AsyncOptions { CancellationToken = token, ItemTimeout = TimeSpan.FromSeconds(10), ContinueOnError = true };
/// </code>
/// </example>
public sealed class AsyncOptions
{
    private TimeSpan _itemTimeout = Timeout.InfiniteTimeSpan;
    private int _window;
    private TimeProvider _timeProvider = TimeProvider.System;

    /// <summary>Stops the loop: no item begins any more, the tokens of the running bodies are cancelled, and when these have ended the loop is
    /// cancelled.</summary>
    public CancellationToken CancellationToken { get; set; }

    /// <summary>What the loop is called in its result and in the metrics.</summary>
    public string? Name { get; set; }

    /// <summary>Whether the loop goes on when a body fails. A loop then lists the failures in its <see cref="AsyncLoopResult"/> and doesn't throw them; a
    /// sequence of results leaves the failed ones out, and throws all failures at its end.</summary>
    public bool ContinueOnError { get; set; }

    /// <summary>How long a body may take until its token is cancelled; it fails with <see cref="TimeoutException"/> when it then ends by that cancellation.
    /// Positive, at most about 49 days; absent, <see cref="Timeout.InfiniteTimeSpan"/>.</summary>
    /// <remarks>A body that doesn't look at its token runs on: nothing else can end it.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero, negative and not infinite, or too long for a timer.</exception>
    public TimeSpan ItemTimeout
    {
        get => _itemTimeout;
        set
        {
            if (value != Timeout.InfiniteTimeSpan && (value <= TimeSpan.Zero || value.TotalMilliseconds > uint.MaxValue - 1))
            {
                throw new ArgumentOutOfRangeException(nameof(ItemTimeout), value, "It must be positive and short enough for a timer, or infinite.");
            }

            _itemTimeout = value;
        }
    }

    /// <summary>Is called for each item with the call of the body and the item's token, and calls it: once, several times one after another (to retry), or not
    /// at all. Absent, the body is called directly.</summary>
    /// <remarks>Where retries, circuit breakers and rate limits come in: <c>pipeline.ExecuteAsync</c> of Polly has just this form. The call that it is handed
    /// is for this item and must not be kept.</remarks>
    public Func<Func<CancellationToken, ValueTask>, CancellationToken, ValueTask>? Around { get; set; }

    /// <summary>Is told how far the loop is: at most about 30 times a second, never twice at once, from whichever lane is there, and once more when the loop
    /// has completed. An exception of it stops the loop and is reported after those of bodies.</summary>
    public IProgress<AsyncProgress>? Progress { get; set; }

    /// <summary>Where bodies begin and go on after an await without <c>ConfigureAwait(false)</c>, such as
    /// <see cref="Scheduling.WorkStealingScheduler.AsTaskScheduler"/> for bodies that also compute. Absent, the thread pool.</summary>
    public TaskScheduler? TaskScheduler { get; set; }

    /// <summary>
    /// How many items may have begun without their result being taken, at least 1. Only for sequences of results. Absent (0), twice the degree.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int Window
    {
        get => _window;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(Window));
            _window = value;
        }
    }

    /// <summary>The clock of time-outs; the system's if absent.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public TimeProvider TimeProvider
    {
        get => _timeProvider;
        set
        {
            ArgumentNullException.ThrowIfNull(value, nameof(TimeProvider));
            _timeProvider = value;
        }
    }

    internal AsyncOptions Copy() => (AsyncOptions)MemberwiseClone();
}
