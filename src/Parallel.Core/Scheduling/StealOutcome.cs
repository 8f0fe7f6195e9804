namespace ParallelCore.Scheduling;

/// <summary>What a thief met at a victim's slot.</summary>
internal enum StealOutcome
{
    /// <summary>Nothing was exposed there (or nothing that this thief may run).</summary>
    Empty,

    /// <summary>Something was there, and somebody else was faster: look again before sleeping.</summary>
    Retry,

    /// <summary>The fork is the thief's.</summary>
    Success,
}
