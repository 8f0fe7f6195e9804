using ParallelCore.Primitives;

namespace ParallelCore.Scheduling;

/// <summary>Says that a stolen fork has finished, and whether its owner sleeps until then.</summary>
/// <remarks>
/// SOURCE: rayon-core's core latch (unset, sleeping, set).
/// ROLES: the thief calls <see cref="Set"/> once; the owner calls everything else.
/// INVARIANTS: (1) a frame at rest has a pending latch; (2) Set is final until the owner, and only after it has seen it, calls <see cref="Reset"/>; (3) the
/// thief unparks the owner exactly if it moved the word out of Sleeping.
/// ORDERING: L1 Set's exchange releases the result to the owner's acquire in L2. L3 announcing sleep is a compare-and-swap against L1: either the owner sees
/// the latch set or the thief sees the sleeper. After Set the thief touches nothing of the frame: it reads whom to unpark before.
/// </remarks>
internal struct JoinLatch<TCell>
    where TCell : struct, IAtomicCell
{
    private const long Pending = 0;
    private const long Sleeping = 1;
    private const long Done = 2;

    private TCell _state;

    public bool IsSet => _state.Read() == Done; // L2

    /// <summary>Owner, once it has seen the latch set.</summary>
    public void Reset() => _state.Write(Pending);

    /// <summary>Thief: the fork has finished. True when the owner sleeps and must be unparked.</summary>
    public bool Set() => _state.Exchange(Done) == Sleeping; // L1

    /// <summary>Owner: about to sleep. False when the fork has finished meanwhile.</summary>
    public bool TryAnnounceSleep() => _state.CompareExchange(Sleeping, Pending) == Pending; // L3

    /// <summary>Owner: awake again. Harmless when the latch was set.</summary>
    public void CancelSleep() => _state.CompareExchange(Pending, Sleeping);
}
