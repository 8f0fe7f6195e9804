using ParallelCore.Primitives;

namespace ParallelCore.Counters;

/// <summary>One part of an accumulated value, of any size, behind a lock.</summary>
internal struct AccumulatorCell<TState>
{
    public OwnerLock<AtomicCell> Lock;
    public TState State;
    public bool HasState;
}
