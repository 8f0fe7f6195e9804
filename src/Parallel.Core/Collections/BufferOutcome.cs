namespace ParallelCore.Collections;

/// <summary>How a blocking call on a buffer's store ended. Cancellation is an exception.</summary>
internal enum BufferOutcome
{
    Done,
    TimedOut,
    Closed,
}
