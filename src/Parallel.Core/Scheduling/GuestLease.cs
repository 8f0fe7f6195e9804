using ParallelCore.Primitives;

namespace ParallelCore.Scheduling;

/// <summary>Lends a worker's place to one outside thread at a time.</summary>
/// <remarks>
/// The word counts both ways: it is odd while somebody holds the lease, so that a look tells whether anybody was here since the last one.
/// ROLES: any thread acquires; the holder releases. ORDERING: R1 the acquiring compare-and-swap pairs with R2, the releasing store, so
/// that the next holder sees the place as the previous one left it, with nothing pending. A thief that still looks at the place
/// meets nothing or the next holder's fork, both valid: forks are only reached through <see cref="ForkStack{TCell}"/>. R1 is also the full fence that <see cref="IdleGate{TCell}"/> asks of a root call, G1.
/// </remarks>
internal struct GuestLease<TCell>
    where TCell : struct, IAtomicCell
{
    private TCell _count;

    public bool IsHeld => (_count.Read() & 1) != 0;

    /// <summary>How often the lease was acquired and released.</summary>
    public long Count => _count.Read();

    public bool TryAcquire()
    {
        long count = _count.Read();
        return (count & 1) == 0 && _count.CompareExchange(count + 1, count) == count; // R1
    }

    public void Release() => _count.Write(_count.Read() + 1); // R2
}
