using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace ParallelCore.Primitives;

/// <summary>Mutual exclusion that costs its owner no atomic instruction; the others, who come rarely, pay with a process-wide fence.</summary>
/// <remarks>
/// SOURCE: the asymmetric form of Dekker's algorithm (Dice, Huang and Yang, "Asymmetric Dekker Synchronization", Sun Microsystems, 2001). Deviations: a reader
/// asks for any number of locks before one fence for all of them; and a lock without an owner is entered by anybody, with a compare-and-swap, so that readers
/// need not know which kind they meet.
/// ROLES: either one thread is the owner and enters with <see cref="TryEnter"/>, or many share the lock and enter with <see cref="TryEnterShared"/>, for the
/// lock's whole life. Whoever is inside exits. Readers, one at a time, which the caller sees to: <see cref="TryAsk"/>, then
/// <see cref="IAtomicCell.ProcessWideFence"/>, then wait until not <see cref="IsBusy"/>; now nobody is inside or gets in until <see cref="LetGo"/>.
/// INVARIANTS: (1) between a reader's fence and its letting go, whoever marks itself busy sees the wish and steps back. (2) Nobody else writes what is guarded
/// while busy is set and was not taken back.
/// (3) Busy names whoever is inside or trying, and wanted names the reader, so that a thread can find out that it waits for itself.
/// ORDERING: D1, the mark, and D2, the look for a wish, are a store and a load that may pass each other. D3, the wish, then D4, the process-wide fence: in
/// whoever enters, D4 falls either after D1, so that D5, the reader's look at the mark, sees it; or before it, so that D2 sees the wish. (The compiler keeps
/// the order of volatile accesses, which is all that D1 and D2 need beyond D4.)
/// D6, the releasing end of an operation, pairs with D5. D7, the releasing end of a read, pairs with D2. With other threads that share the lock, D6 pairs with
/// D8, the compare-and-swap that marks.
/// PROGRESS: blocking. Who enters waits for readers only, or for whoever shares; a reader waits for operations that have begun. WRAP: nothing counts.
/// </remarks>
[DebuggerDisplay("busy = {_busy}, wanted = {_wanted}")]
internal struct OwnerLock<TCell>
    where TCell : struct, IAtomicCell
{
    /// <summary>The owner's mark; those of others are their threads' ids, which are positive.</summary>
    public const long Owner = -1;

    private TCell _busy;
    private TCell _wanted;

    /// <summary>Whether somebody is inside, or tries.</summary>
    public bool IsBusy => _busy.Read() != 0; // D5

    /// <summary>Whether it is worth to try.</summary>
    public bool IsFree => _wanted.Read() == 0 && _busy.Read() == 0;

    /// <summary>Enters, on the owner.</summary>
    /// <returns>False when a reader wants in, or the owner is inside already.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryEnter()
    {
        if (_busy.Read() != 0)
        {
            return false;
        }

        _busy.Write(Owner); // D1
        return HasEntered();
    }

    /// <summary>Enters, on a thread with this id, a lock that has no owner.</summary>
    /// <returns>False when another thread is inside, a reader wants in, or the thread is inside already.</returns>
    public bool TryEnterShared(int thread) => _busy.CompareExchange(thread, 0) == 0 && HasEntered(); // D8, D1

    /// <summary>Leaves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Exit() => _busy.Write(0); // D6

    /// <summary>Asks for the lock, on the reader with this thread id.</summary>
    /// <returns>False when it had asked before.</returns>
    public bool TryAsk(int thread)
    {
        if (_wanted.Read() == thread)
        {
            return false;
        }

        _wanted.Write(thread); // D3
        return true;
    }

    /// <summary>Whether the thread with this id has asked for the lock.</summary>
    public bool IsAskedBy(int thread) => _wanted.Read() == thread;

    /// <summary>Whether the thread with this id is inside as one of many who share the lock.</summary>
    public bool IsSharedBy(int thread) => _busy.Read() == thread;

    /// <summary>Ends what <see cref="TryAsk"/> began.</summary>
    public void LetGo() => _wanted.Write(0); // D7

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool HasEntered()
    {
        if (_wanted.Read() == 0) // D2
        {
            return true;
        }

        _busy.Write(0);
        return false;
    }
}
