namespace ParallelCore.Scheduling;

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
