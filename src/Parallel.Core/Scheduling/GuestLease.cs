using ParallelCore.Primitives;

namespace ParallelCore.Scheduling;

/// <summary>Lends a worker's place to one outside thread at a time.</summary>
/// <remarks>
/// ROLES: any thread acquires; the holder releases. ORDERING: R1 the acquiring compare-and-swap pairs with R2, the releasing store, so
/// that the next holder sees the place as the previous one left it (nothing pending, slot empty). A thief that still looks at the place
/// meets an empty slot or the next holder's fork, both valid: forks are only reached through <see cref="ExposedSlot{TCell}"/>.
/// </remarks>
internal struct GuestLease<TCell>
    where TCell : struct, IAtomicCell
{
    private TCell _held;

    public bool IsHeld => _held.Read() != 0;

    public bool TryAcquire() => _held.Read() == 0 && _held.CompareExchange(1, 0) == 0; // R1

    public void Release() => _held.Write(0); // R2
}
