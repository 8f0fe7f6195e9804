namespace ParallelCore;

/// <summary>Why a loop ran on the calling thread alone.</summary>
public enum SequentialReason
{
    /// <summary>It didn't: other workers took part.</summary>
    None,

    /// <summary>There was nothing to run.</summary>
    Empty,

    /// <summary>The range was one chunk.</summary>
    SingleChunk,

    /// <summary>The scheduler has one worker: one processor, a quota of one, or built so.</summary>
    SingleWorker,

    /// <summary><see cref="RangeOptions.MaxWorkers"/>, of this loop or one around it, allowed no further worker.</summary>
    MaxWorkers,

    /// <summary>The loop was over sooner than sharing it would have paid.</summary>
    TooShort,

    /// <summary>Work was offered, and no other worker was free to take it in time.</summary>
    NobodyCame,
}
