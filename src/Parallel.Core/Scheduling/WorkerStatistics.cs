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
