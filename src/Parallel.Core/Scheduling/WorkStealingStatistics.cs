using System.Diagnostics;

namespace ParallelCore.Scheduling;

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
