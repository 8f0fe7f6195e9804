using ParallelCore.Primitives;

namespace ParallelCore.Scheduling;

/// <summary>The gate, away from what every call reads of its scheduler.</summary>
internal struct PaddedGate
{
    public CachePad Before;

    public IdleGate<AtomicCell> Gate;

    public CachePad After;
}
