using System.Diagnostics;

namespace ParallelCore.Scheduling;

/// <summary>What a scheduler's workers have done since it was built.</summary>
/// <remarks><b>Thread safety:</b> immutable.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class WorkStealingStatistics
{
    private readonly int _places;

    internal WorkStealingStatistics(int places, in WorkerCounts total)
    {
        _places = places;
        Forks = total.Forks;
        Steals = total.Steals;
        FailedSteals = total.FailedSteals;
        Parks = total.Parks;
        Wakes = total.Wakes;
    }

    /// <summary>Forks begun: pieces of work set aside, whether or not anybody else ever ran them.</summary>
    public long Forks { get; }

    /// <summary>Forks that a worker took from another and ran.</summary>
    public long Steals { get; }

    /// <summary>Attempts at taking a fork that somebody else won.</summary>
    public long FailedSteals { get; }

    /// <summary>Times that a worker went to sleep.</summary>
    public long Parks { get; }

    /// <summary>Times that a worker woke another one.</summary>
    public long Wakes { get; }

    /// <summary>The totals in one line.</summary>
    /// <returns>A line for people to read.</returns>
    public override string ToString() =>
        $"{_places} places: {Forks} forks, {Steals} steals, {FailedSteals} failed steals, {Parks} parks, {Wakes} wakes";
}

/// <summary>What one worker has done; written by its owner alone.</summary>
internal struct WorkerCounts
{
    public long Forks;
    public long Steals;
    public long FailedSteals;
    public long Parks;
    public long Wakes;

    public readonly bool IsEmpty => (Forks | Steals | FailedSteals | Parks | Wakes) == 0;

    public void Add(in WorkerCounts other)
    {
        Forks += other.Forks;
        Steals += other.Steals;
        FailedSteals += other.FailedSteals;
        Parks += other.Parks;
        Wakes += other.Wakes;
    }
}
