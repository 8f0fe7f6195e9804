using ParallelCore.Primitives;

namespace ParallelCore.Scheduling;

/// <summary>What other threads read and write of a worker, away from what its owner uses at every fork.</summary>
internal struct PaddedSlot
{
    public CachePad Before;

    /// <summary>Read by the owner at every fork, by thieves while they search; written only on exposure and steal.</summary>
    public ExposedSlot<AtomicCell> Slot;

    public CachePad Between;

    /// <summary>One more than the index of the frame that the owner waits for; 0 while it waits for none.</summary>
    public AtomicCell WaitingAt;

    public AtomicCell SleepFlag;

    public GuestLease<AtomicCell> Lease;

    public CachePad After;
}
