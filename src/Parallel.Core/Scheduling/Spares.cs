using System.Diagnostics;
using ParallelCore.Primitives;

namespace ParallelCore.Scheduling;

/// <summary>Threads beyond a scheduler's workers, which step in for those that can't run.</summary>
/// <remarks>
/// SOURCE: managed blocking of java.util.concurrent.ForkJoinPool (Lea). Deviation: nobody waits for a spare to end, neither the worker that comes back nor a
/// caller.
/// ROLES: a worker calls <see cref="BeginAbsence"/> before it blocks, <see cref="Readmit"/> before it waits again meanwhile, and <see cref="EndAbsence"/> after; a spare's own thread calls <see cref="TryDepart"/>
/// between two pieces; anybody may ask the rest.
/// INVARIANTS: (1) a spare is admitted or away, and the gate counts those who are admitted, as sleepers at first; (2) an absence admits a spare unless as many
/// are as there are absences, or none is left; (3) a spare that is admitted beyond the absences runs nothing new: it is expelled while it sleeps, or departs by
/// itself at its next look.
/// ORDERING: E1 the fence between counting the absence down and looking for a sleeper, against the exchange of the spare's flag and its last look whether it is
/// one too many. Thread safety: a lock for a few instructions, in which nothing throws; what is read without it is a hint, and asked again under it.
/// </remarks>
[DebuggerDisplay("{_admitted} of {_threads.Length} stand in for {_absent}")]
internal sealed class Spares(WorkStealingScheduler scheduler, int most, ThreadPriority priority)
{
    private ShortLock _lock;
    private PoolThread[] _threads = [];
    private PoolThread? _away;
    private int _absent;
    private int _blocked;
    private int _admitted;

    /// <summary>False when nobody ever steps in.</summary>
    public bool ArePossible => most > 0;

    /// <summary>True while somebody blocks; those who only wait for a fork don't count.</summary>
    public bool AreNeeded => Volatile.Read(ref _blocked) > 0;

    /// <summary>Workers that can't run at the moment.</summary>
    public int Absent => Volatile.Read(ref _absent);

    /// <summary>True when more are admitted than workers are absent. A spare asks again once its flag says that it sleeps (E1).</summary>
    public bool AreTooMany => Volatile.Read(ref _admitted) > Absent;

    /// <summary>All there are, admitted or away.</summary>
    public PoolThread[] Threads => Volatile.Read(ref _threads);

    /// <summary>A worker can't run for a while: because it blocks, or because it waits for a fork while another one blocks.</summary>
    public void BeginAbsence(bool blocks)
    {
        _lock.Enter();
        _absent++;
        _blocked += blocks ? 1 : 0;
        AdmitMissing();
        _lock.Exit();
    }

    /// <summary>One that is absent has something new to be taken: once the scheduler stops, a spare that found nothing has left.</summary>
    public void Readmit()
    {
        _lock.Enter();
        AdmitMissing();
        _lock.Exit();
    }

    /// <summary>It can run again.</summary>
    public void EndAbsence(bool blocks)
    {
        _lock.Enter();
        _absent--;
        _blocked -= blocks ? 1 : 0;
        if (_admitted > _absent)
        {
            AtomicCell.Fence(); // E1: a spare that is about to sleep sees it, or is seen
        }

        for (int i = _threads.Length - 1; i >= 0 && _admitted > _absent && scheduler.Gate.Sleeping > 0; i--)
        {
            if (scheduler.Gate.TryExpel(ref _threads[i].SleepFlag))
            {
                GoAway(_threads[i]);
            }
        }

        _lock.Exit();
    }

    /// <summary>A spare that runs nothing stops being counted, if it is one too many or, when the scheduler stops, nothing is there to be taken: looked at under
    /// the lock, since whoever blocks offers its forks before it counts as absent. It may be admitted again at once.</summary>
    public bool TryDepart(PoolThread spare, bool isSearching, bool stops)
    {
        bool needsLooker = false;
        _lock.Enter();
        bool departs = AreTooMany || (stops && scheduler.FindForks() is null);
        if (departs)
        {
            GoAway(spare);
            needsLooker = scheduler.Gate.Depart(ref spare.SleepFlag, isSearching);
        }

        _lock.Exit();
        if (needsLooker)
        {
            scheduler.TryWakeOne();
        }

        return departs;
    }

    /// <summary>True when fewer rest or search than are counted: some of <paramref name="workers"/> or of the spares run something, or block in it.</summary>
    public bool AreSomeAtWork(int workers)
    {
        _lock.Enter();
        bool areSome = scheduler.Gate.Idle < workers + _admitted;
        _lock.Exit();
        return areSome;
    }

    /// <summary>Once the scheduler stops: waits until all threads have ended. A call that still runs may start one again, which ends as soon as it finds
    /// nothing.</summary>
    public void Stop()
    {
        PoolThread[] threads = Threads;
        foreach (PoolThread thread in threads)
        {
            thread.Stop();
        }

        foreach (PoolThread thread in threads)
        {
            thread.Join();
        }
    }

    private void AdmitMissing()
    {
        while (_admitted < _absent && (_away ?? TryMake()) is { } spare)
        {
            _away = spare.NextAway;
            _admitted++;
            scheduler.Gate.Admit(ref spare.SleepFlag);
        }
    }

    private void GoAway(PoolThread spare)
    {
        _admitted--;
        spare.NextAway = _away;
        _away = spare;
    }

    /// <summary>Null when there are as many as there may be, or when there is no memory: it goes on without.</summary>
    private PoolThread? TryMake()
    {
        if (_threads.Length >= most)
        {
            return null;
        }

        try
        {
            int number = _threads.Length + 1;
            var place = new Worker(scheduler, -number, $"{scheduler.Name} spare {number}");
            place.Lease.TryAcquire(); // no guest gets it
            var made = new PoolThread(place, priority, this);
            Volatile.Write(ref _threads, [.. _threads, made]);
            return made;
        }
        catch (OutOfMemoryException)
        {
            return null;
        }
    }
}
