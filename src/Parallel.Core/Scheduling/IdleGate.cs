using ParallelCore.Primitives;

namespace ParallelCore.Scheduling;

/// <summary>Counts the pool threads that search, doze and sleep, and decides who must be woken.</summary>
/// <remarks>
/// SOURCE: Go's rule that the last searcher that finds work wakes another, and heartbeat scheduling's (Acar et al., 2018) that whoever looks now and then needs
/// not be told.
/// ROLES: a thread that looks for work is searching; <see cref="AnnounceRest"/> makes it the one that dozes, which looks at all forks again and again, or a
/// sleeper; whoever clears its flag, itself or a waker, moves the counts back.
/// INVARIANTS: (1) a flag is raised only after its owner was counted; (2) whoever lowers it corrects the counts first, a waker holding the flag at Waking
/// meanwhile, so no field ever goes below zero and the woken thread counts as searching before it runs; (3) while a root call runs and somebody sleeps,
/// somebody else searches, dozes, or is being woken.
/// ORDERING: G1 whoever begins a root call or queues a task has passed a full fence before it reads the counts. G2 the sleeper's exchange on its flag stands
/// between counting itself and its last look: at the counts, for somebody that looks; for the last one, at the root calls. G3 leaving the search is an atomic
/// addition, a full fence, before the look for sleepers.
/// WRAP: 20 bits a field, at most one count per worker.
/// </remarks>
internal struct IdleGate<TCell>
    where TCell : struct, IAtomicCell
{
    private const int FieldBits = 20;
    private const long FieldMask = (1L << FieldBits) - 1;
    private const long OneSearching = 1L;
    private const long OneDozing = 1L << FieldBits;
    private const long OneSleeping = 1L << (2 * FieldBits);

    private const long Awake = 0;
    private const long Asleep = 1;
    private const long Dozing = 2;
    private const long Waking = 3;
    private const long Away = 4;

    private TCell _counts;

    public int Searching => (int)(_counts.Read() & FieldMask);

    public int Sleeping => (int)(_counts.Read() >>> (2 * FieldBits));

    /// <summary>All who have nothing to do.</summary>
    public int Idle
    {
        get
        {
            long counts = _counts.Read();
            return (int)(counts & FieldMask) + (int)(counts >>> FieldBits & FieldMask) + (int)(counts >>> (2 * FieldBits));
        }
    }

    /// <summary>True when somebody could be woken.</summary>
    public bool HasResting => _counts.Read() >= OneDozing;

    /// <summary>True when somebody could be woken and nobody is awake that looks for work.</summary>
    public bool NeedsWaking
    {
        get
        {
            long counts = _counts.Read();
            return counts >= OneDozing && (counts & FieldMask) == 0;
        }
    }

    /// <summary>True when somebody sleeps and nobody looks for work, not even now and then.</summary>
    public bool NeedsLooker => IsWithoutLooker(_counts.Read());

    public void BeginSearch() => _counts.Add(OneSearching);

    /// <summary>A searcher found work, or ends. True when nobody else looks and somebody sleeps, who must be woken.</summary>
    public bool EndSearch() => IsWithoutLooker(_counts.Add(-OneSearching)); // G3

    /// <summary>A searcher gives up. True when it is the one that dozes; others may sleep once they have seen that <see cref="NeedsLooker"/> is
    /// false.</summary>
    public bool AnnounceRest(ref TCell flag)
    {
        long counts = _counts.Read();
        while (true)
        {
            bool dozes = (counts & (FieldMask << FieldBits)) == 0;
            long next = counts - OneSearching + (dozes ? OneDozing : OneSleeping);
            long seen = _counts.CompareExchange(next, counts);
            if (seen == counts)
            {
                flag.Exchange(dozes ? Dozing : Asleep); // G2
                return dozes;
            }

            counts = seen;
        }
    }

    /// <summary>A searcher goes to sleep although nobody may be left that looks: it asks afterwards whether a root call runs.</summary>
    public void AnnounceSleep(ref TCell flag)
    {
        _counts.Add(OneSleeping - OneSearching);
        flag.Exchange(Asleep); // G2
    }

    /// <summary>The resting thread gets up by itself. False when a waker is about to lower its flag; either way it is searching once the flag is
    /// down.</summary>
    public bool TryRise(ref TCell flag)
    {
        long state = flag.Read();
        if (state is not (Asleep or Dozing) || flag.CompareExchange(Awake, state) != state)
        {
            return false;
        }

        _counts.Add(OneSearching - (state == Dozing ? OneDozing : OneSleeping));
        return true;
    }

    /// <summary>Waker: true when this call woke the flag's owner, which the caller must unpark.</summary>
    public bool TryWake(ref TCell flag)
    {
        long state = flag.Read();
        if (state is not (Asleep or Dozing) || flag.CompareExchange(Waking, state) != state)
        {
            return false;
        }

        _counts.Add(OneSearching - (state == Dozing ? OneDozing : OneSleeping)); // before the owner may go on: no field ever goes below zero
        flag.Write(Awake);
        return true;
    }

    /// <summary>A thread that wasn't counted is a sleeper from now on.</summary>
    public void Admit(ref TCell flag)
    {
        _counts.Add(OneSleeping);
        flag.Exchange(Asleep); // G2
    }

    /// <summary>A sleeper is not counted any more. False when it does not sleep.</summary>
    public bool TryExpel(ref TCell flag)
    {
        bool isExpelled = flag.Read() == Asleep && flag.CompareExchange(Away, Asleep) == Asleep;
        if (isExpelled)
        {
            _counts.Add(-OneSleeping);
        }

        return isExpelled;
    }

    /// <summary>A thread that runs nothing is not counted any more. True as for <see cref="EndSearch"/>.</summary>
    public bool Depart(ref TCell flag, bool isSearching)
    {
        flag.Write(Away);
        return isSearching && EndSearch();
    }

    public static bool IsAwake(ref TCell flag) => flag.Read() == Awake;

    /// <summary>False when the flag's owner is awake, or on its way.</summary>
    public static bool IsAsleepOrAway(ref TCell flag) => flag.Read() is Asleep or Away;

    private static bool IsWithoutLooker(long counts) => counts >= OneSleeping && (counts & (OneSleeping - 1)) == 0;
}
