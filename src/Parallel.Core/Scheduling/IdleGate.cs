using ParallelCore.Primitives;

namespace ParallelCore.Scheduling;

/// <summary>Counts searching and sleeping workers, and decides who must be woken.</summary>
/// <remarks>
/// SOURCE: an eventcount's prepare, re-check, commit; Go's rule that one searcher is enough and that the last searcher that
/// finds work wakes another.
/// ROLES: a worker that looks for work is searching; <see cref="AnnounceSleep"/> makes it sleeping; whoever clears its flag, itself
/// or a waker, moves the counts back.
/// INVARIANTS: (1) a flag is raised only after its owner was counted as sleeping; (2) whoever lowers it corrects the counts first, a waker
/// holding the flag at Waking meanwhile, so no field ever goes below zero and the woken worker counts as searching before it runs.
/// ORDERING: G1 the poster's full fence stands between its publishing store and its reading of the counts and flags.
/// G2 the sleeper's exchange on its flag stands between announcing and its last look at all queues. With both, either the poster sees
/// the sleeper or the sleeper sees the work. G3 leaving the search is an atomic addition, a full fence, between finding work
/// and the look for more work, for a poster that saw this searcher and therefore woke nobody.
/// WRAP: 32 bits a field, at most one count per worker.
/// </remarks>
internal struct IdleGate<TCell>
    where TCell : struct, IAtomicCell
{
    private const long OneSearching = 1L;
    private const long OneSleeping = 1L << 32;

    private const long Awake = 0;
    private const long Asleep = 1;
    private const long Waking = 2;

    private TCell _counts;

    public int Searching => (int)_counts.Read();

    public int Sleeping => (int)(_counts.Read() >>> 32);

    /// <summary>True when somebody sleeps and nobody searches: new work would lie there unseen.</summary>
    public bool NeedsWaking
    {
        get
        {
            long counts = _counts.Read();
            return counts >= OneSleeping && (int)counts == 0;
        }
    }

    public void BeginSearch() => _counts.Add(OneSearching);

    /// <summary>A searcher found work, or ends. True when it was the last one and somebody sleeps: it must look whether more work lies about.</summary>
    public bool EndSearch()
    {
        long counts = _counts.Add(-OneSearching); // G3
        return counts >= OneSleeping && (int)counts == 0;
    }

    /// <summary>A searcher gives up; after this it looks at all queues once more, and parks while its flag is up.</summary>
    public void AnnounceSleep(ref TCell flag)
    {
        _counts.Add(OneSleeping - OneSearching);
        flag.Exchange(Asleep); // G2
    }

    /// <summary>The sleeper stays awake after all, and is searching again once its flag is down: a waker may be about to lower it.</summary>
    public void CancelSleep(ref TCell flag)
    {
        if (flag.CompareExchange(Awake, Asleep) == Asleep)
        {
            _counts.Add(OneSearching - OneSleeping);
        }
    }

    /// <summary>Waker: true when this call woke the flag's owner, which the caller must unpark.</summary>
    public bool TryWake(ref TCell flag)
    {
        if (flag.Read() != Asleep || flag.CompareExchange(Waking, Asleep) != Asleep)
        {
            return false;
        }

        _counts.Add(OneSearching - OneSleeping); // before the owner may go on: no field ever goes below zero
        flag.Write(Awake);
        return true;
    }
}
