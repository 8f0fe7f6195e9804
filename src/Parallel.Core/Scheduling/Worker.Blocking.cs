using ParallelCore.Primitives;

namespace ParallelCore.Scheduling;

/// <content>Times in which the worker can't run.</content>
internal sealed partial class Worker : IBlockable
{
    // Odd while the worker counts as gone; then with what it has lent, and with the turn of the outer one, if that is gone because of this one.
    private int _blockings;
    private WorkerLimit? _lent;
    private int _outerBlocking;

    /// <summary>The same thread's worker in the scheduler from whose work this one's was called; usually there is none.</summary>
    public Worker? Outer { get; set; }

    /// <summary>What this worker has taken of the loop whose body runs here: its part, on its stack. Zero outside of loops, and in what joins all forks that it
    /// finds above its own.</summary>
    public nint LoopPart;

    /// <summary>Makes a fork of what the part behind <see cref="LoopPart"/> has taken and not begun.</summary>
    public unsafe delegate*<nint, void> ForkRest;

    /// <summary>True in a region.</summary>
    public bool IsBlocked => _blockings % 2 != 0;

    /// <summary>Owner: another worker may use its permit, take what it has not begun, and run in its stead.</summary>
    public bool TryBlock(out int turn)
    {
        turn = _blockings + 1;
        if (IsBlocked)
        {
            // What was begun since, within the region, must not wait for the end of this wait.
            if (TryOfferAll())
            {
                Scheduler.Spares.Readmit();
                Wake(hasForks: true);
            }

            return false;
        }

        _blockings = turn;
        BlockOuter();
        _lent = Region?.Held;
        _lent?.Release();
        bool hasForks = TryOfferAll();
        Scheduler.Spares.BeginAbsence(blocks: true);
        Wake(hasForks);
        return true;
    }

    /// <summary>Owner.</summary>
    public void Unblock(int turn)
    {
        if (_blockings != turn)
        {
            return;
        }

        _blockings = turn + 1;
        Scheduler.Spares.EndAbsence(blocks: true);
        _lent?.Reclaim();
        _lent = null;
        UnblockOuter();
    }

    /// <summary>Owner, at the end of what it ran: a region that it left open must not outlast it.</summary>
    public void EndRegion()
    {
        if (IsBlocked)
        {
            Unblock(_blockings);
        }
    }

    private void BlockOuter()
    {
        if (Outer is null || !Outer.TryBlock(out _outerBlocking))
        {
            _outerBlocking = 0;
        }
    }

    private void UnblockOuter()
    {
        if (_outerBlocking != 0)
        {
            Outer!.Unblock(_outerBlocking);
            _outerBlocking = 0;
        }
    }

    /// <summary>Without memory for a frame, the piece is kept.</summary>
    private unsafe void ForkRestOfPiece()
    {
        if (LoopPart != 0)
        {
            try
            {
                ForkRest(LoopPart);
            }
            catch (OutOfMemoryException)
            {
            }
        }
    }

    /// <summary>False when there is nothing that another worker could take.</summary>
    private bool TryOfferAll()
    {
        ForkRestOfPiece();
        bool hasForks = Stack.HasForks;
        if (hasForks)
        {
            Stack.Publish(all: true);
        }

        return hasForks;
    }

    /// <summary>Somebody for the forks, or to look out in the place of one that is gone.</summary>
    private void Wake(bool hasForks)
    {
        ref IdleGate<AtomicCell> gate = ref Scheduler.Gate;
        if ((gate.NeedsLooker || (hasForks && gate.NeedsWaking)) && Scheduler.TryWakeOne(hasForks ? this : null))
        {
            Counts.Wakes++;
        }
    }

    /// <summary>Owner, about to doze until its fork is done. While somebody blocks, it counts as absent, too: the thief may block until something has run that
    /// only a stranger may take.</summary>
    private void BeginAbsence(ref bool isAbsent)
    {
        if (!isAbsent && !IsBlocked && Scheduler.Spares.AreNeeded)
        {
            isAbsent = true;
            BlockOuter();
            Scheduler.Spares.BeginAbsence(blocks: false);
            Wake(hasForks: false);
        }
    }

    private void EndAbsence(ref bool isAbsent)
    {
        if (isAbsent)
        {
            isAbsent = false;
            Scheduler.Spares.EndAbsence(blocks: false);
            UnblockOuter();
        }
    }
}
