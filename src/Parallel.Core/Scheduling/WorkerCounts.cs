namespace ParallelCore.Scheduling;

/// <summary>What one worker has done; written by its owner alone.</summary>
internal struct WorkerCounts
{
    public long Forks;
    public long Exposures;
    public long Steals;
    public long FailedSteals;
    public long Parks;
    public long Wakes;
}
