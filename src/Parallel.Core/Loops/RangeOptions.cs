using ParallelCore.Scheduling;

namespace ParallelCore;

/// <summary>How a loop runs, beyond what it does.</summary>
/// <remarks><b>Thread safety:</b> immutable once initialised; one object may serve any number of loops at once.</remarks>
public sealed record RangeOptions
{
    private readonly int _maxWorkers = int.MaxValue;

    /// <summary>At most how many workers run the loop, the calling thread among them, and everything nested in it. 1 runs it on the calling thread.
    /// Absent (<see cref="int.MaxValue"/>), all of the scheduler's.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int MaxWorkers
    {
        get => _maxWorkers;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value, nameof(MaxWorkers));
            _maxWorkers = value;
        }
    }

    /// <summary>Stops the loop: bodies that have started finish, none starts later, and the call throws <see cref="OperationCanceledException"/> with this token.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Is told how far the loop is: at most about 30 times a second, never twice at once, from whichever worker is there, and once more on the
    /// calling thread when the loop has completed. An exception of it stops the loop and is reported after those of bodies.</summary>
    public IProgress<RangeProgress>? Progress { get; init; }

    /// <summary>The workers to use. Absent, those of the loop or fork that the calling thread runs in, or else <see cref="WorkStealingScheduler.Shared"/>.</summary>
    public WorkStealingScheduler? Scheduler { get; init; }

    /// <summary>What the loop is called in its <see cref="Report"/>.</summary>
    public string? Name { get; init; }

    /// <summary>Is told, on the calling thread, what the loop did: chunks, workers, steals, and why it stayed sequential if it did. Called also when
    /// the loop fails or is cancelled, before the call throws, but not when the token was cancelled before the loop began; an exception of it passes to the caller
    /// in place of the loop's own.</summary>
    public Action<RangeReport>? Report { get; init; }
}
