namespace ParallelCore.Scheduling;

/// <summary>An array element that holds a frame; a struct, so that stores need no covariance check.</summary>
internal struct FrameSlot
{
    public PendingFork Frame;
}
