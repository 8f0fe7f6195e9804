using System.Diagnostics;

namespace ParallelCore.Scheduling;

/// <summary>What one worker of a scheduler has done.</summary>
/// <remarks><b>Thread safety:</b> immutable.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class WorkerStatistics
{
    internal WorkerStatistics(string name, in WorkerCounts counts)
    {
        Name = name;
        Forks = counts.Forks;
        Steals = counts.Steals;
        FailedSteals = counts.FailedSteals;
        Parks = counts.Parks;
        Wakes = counts.Wakes;
    }

    /// <summary>The worker's name, which is also its thread's, or the place of calling threads.</summary>
    public string Name { get; }

    /// <summary>Forks begun: pieces of work set aside, whether or not anybody else ever ran them.</summary>
    public long Forks { get; }

    /// <summary>Forks that this worker took from others and ran.</summary>
    public long Steals { get; }

    /// <summary>Attempts at taking a fork that somebody else won.</summary>
    public long FailedSteals { get; }

    /// <summary>Times that the worker went to sleep.</summary>
    public long Parks { get; }

    /// <summary>Times that the worker woke another one.</summary>
    public long Wakes { get; }

    /// <summary>The worker's counts in one line.</summary>
    /// <returns>A line for people to read.</returns>
    public override string ToString() =>
        $"{Name}: {Forks} forks, {Steals} steals, {FailedSteals} failed steals, {Parks} parks, {Wakes} wakes";
}

/// <summary>What a scheduler's workers have done since it was built.</summary>
/// <remarks><b>Thread safety:</b> immutable.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class WorkStealingStatistics
{
    internal WorkStealingStatistics(IReadOnlyList<WorkerStatistics> workers) => Workers = workers;

    /// <summary>One entry a worker: the scheduler's threads, the reserve that runs queued tasks, then the places of calling threads.</summary>
    public IReadOnlyList<WorkerStatistics> Workers { get; }

    /// <summary>The sum of <see cref="WorkerStatistics.Forks"/>.</summary>
    public long Forks => Workers.Sum(worker => worker.Forks);

    /// <summary>The sum of <see cref="WorkerStatistics.Steals"/>.</summary>
    public long Steals => Workers.Sum(worker => worker.Steals);

    /// <summary>The sum of <see cref="WorkerStatistics.FailedSteals"/>.</summary>
    public long FailedSteals => Workers.Sum(worker => worker.FailedSteals);

    /// <summary>The sum of <see cref="WorkerStatistics.Parks"/>.</summary>
    public long Parks => Workers.Sum(worker => worker.Parks);

    /// <summary>The sum of <see cref="WorkerStatistics.Wakes"/>.</summary>
    public long Wakes => Workers.Sum(worker => worker.Wakes);

    /// <summary>The totals in one line.</summary>
    /// <returns>A line for people to read.</returns>
    public override string ToString() =>
        $"{Workers.Count} places: {Forks} forks, {Steals} steals, {FailedSteals} failed steals, {Parks} parks, {Wakes} wakes";
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
