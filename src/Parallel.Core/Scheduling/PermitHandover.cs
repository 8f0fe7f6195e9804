using ParallelCore.Primitives;

namespace ParallelCore.Scheduling;

/// <summary>Decides who gives back a limited region's permit when an owner waits for a stolen fork: between them they hold two, and one goes on.</summary>
/// <remarks>
/// ROLES: the owner calls <see cref="TryLend"/> before it waits; the thief calls <see cref="TryEnd"/> when the fork has finished, before it sets the latch.
/// INVARIANTS: exactly one of the two succeeds, and whoever succeeds releases a permit. If the owner lent its own, it goes on with the thief's, so it never has to
/// wait for one: it may hold a lock that every other holder of a permit needs.
/// ORDERING: P1 both are compare-and-swaps on one word.
/// </remarks>
internal struct PermitHandover<TCell>
    where TCell : struct, IAtomicCell
{
    private const long Open = 0;
    private const long Lent = 1;
    private const long Ended = 2;

    private TCell _state;

    /// <summary>Owner, before it exposes the fork.</summary>
    public void Reset() => _state.Write(Open);

    public bool TryLend() => _state.CompareExchange(Lent, Open) == Open; // P1

    public bool TryEnd() => _state.CompareExchange(Ended, Open) == Open; // P1
}
