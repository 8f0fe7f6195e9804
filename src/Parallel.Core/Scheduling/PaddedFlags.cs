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

/// <summary>The gate, away from what every call reads of its scheduler.</summary>
internal struct PaddedGate
{
    public CachePad Before;

    public IdleGate<AtomicCell> Gate;

    public CachePad After;
}
