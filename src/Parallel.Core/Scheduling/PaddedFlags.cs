using ParallelCore.Primitives;

namespace ParallelCore.Scheduling;

/// <summary>What other threads read and write of a worker besides its forks, away from what its owner uses.</summary>
internal struct PaddedFlags
{
    public CachePad Before;

    public AtomicCell SleepFlag;

    public GuestLease<AtomicCell> Lease;

    public PieceRequest Request;

    public CachePad After;
}
