using ParallelCore.Primitives;

namespace ParallelCore.Scheduling;

/// <summary>Says that a stolen fork has finished, and whether its owner sleeps until then.</summary>
/// <remarks>
/// SOURCE: rayon-core's core latch (unset, sleeping, set), with one addition: a worker that exposes more of the stolen work
/// interrupts the sleeper, so that a sleeping owner comes back to help its thief.
/// ROLES: the thief calls <see cref="Set"/> once; the owner calls the sleep methods; the thief and those it stole for call
/// <see cref="TryInterrupt"/> while the stolen fork runs.
/// INVARIANTS: (1) Set is final until the owner, and only after it has seen it, calls <see cref="Reset"/>; (2) whoever moves the word
/// out of Sleeping unparks the owner, and nobody else does.
/// ORDERING: L1 Set's exchange releases the result to the owner's acquire in L2. L3 announcing sleep is a full fence, paired with
/// the fence between exposing and looking at the latch (G1): either the sleeper sees the exposed fork or the exposer sees the sleeper.
/// After Set the thief touches nothing of the frame: it reads whom to unpark before.
/// </remarks>
internal struct JoinLatch<TCell>
    where TCell : struct, IAtomicCell
{
    private const long Pending = 0;
    private const long Sleeping = 1;
    private const long Done = 2;

    private TCell _state;

    public bool IsSet => _state.Read() == Done; // L2

    public bool IsSleeping => _state.Read() == Sleeping;

    /// <summary>Owner, before it exposes the fork.</summary>
    public void Reset() => _state.Write(Pending);

    /// <summary>Thief: the fork has finished. True when the owner sleeps and must be unparked.</summary>
    public bool Set() => _state.Exchange(Done) == Sleeping; // L1

    /// <summary>Owner: about to sleep. False when the fork has finished meanwhile.</summary>
    public bool TryAnnounceSleep() => _state.CompareExchange(Sleeping, Pending) == Pending; // L3

    /// <summary>Owner: awake again. Harmless when somebody else has woken it.</summary>
    public void CancelSleep() => _state.CompareExchange(Pending, Sleeping);

    /// <summary>Exposer: there is something to help with. True when the owner slept and must be unparked by the caller.</summary>
    public bool TryInterrupt() => _state.CompareExchange(Pending, Sleeping) == Sleeping;
}
