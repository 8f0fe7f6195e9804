using ParallelCore.ModelTests.Checking;
using ParallelCore.Scheduling;

namespace ParallelCore.ModelTests.Protocols;

/// <summary>What a mutant of <see cref="SpareModel"/> leaves out.</summary>
internal enum SpareFlaw
{
    None,

    /// <summary>A worker that blocks does not look whether anybody looks.</summary>
    NoLookByTheBlocked,

    /// <summary>A spare that departs from its search does not say so to the gate's other members.</summary>
    NoSuccessor,

    /// <summary>A spare departs because there were too many when it looked, without a look under the lock.</summary>
    DepartsUnasked,

    /// <summary>A spare lets go of its thread without a look at its flag under the thread's lock.</summary>
    EndsUnasked,

    /// <summary>A waker starts a thread where there is none, without a look whether the flag is still down.</summary>
    StartsUnasked,

    /// <summary>No fence between counting an absence down and looking for a spare that sleeps.</summary>
    NoFenceBeforeExpelling,

    /// <summary>A spare that is about to sleep doesn't ask whether it is one too many.</summary>
    SleepsUnasked,

    /// <summary>A spare departs from a scheduler that stops without a look for forks under the lock.</summary>
    StopsUnasked,

    /// <summary>A pool thread that ends wakes nobody, although it was counted on.</summary>
    EndsWithoutSuccessor,
}

/// <summary>The glue of <see cref="Spares"/> and <see cref="PoolThread"/> around the shipped gate, line by line: pool threads first, then spares, who are away until somebody blocks.</summary>
/// <remarks>Nobody spins before it rests, and a time-out passes at any moment (as a wake-up without a token). A guest has one fork at a time, and blocks until somebody has taken it.</remarks>
internal sealed class SpareModel
{
    private const long Pending = 1;
    private const long Taken = 2;

    public IdleGate<ModelCell> Gate;
    public readonly GuestLease<ModelCell>[] Leases;

    private readonly ModelCell[] _flags;
    private readonly ModelCell[] _forks;
    private readonly ModelParker[] _parkers;
    private readonly ModelCell[] _locks;
    private readonly ModelCell[] _hasThread;
    private readonly ModelCell[] _isAway;
    private readonly int _poolThreads;
    private readonly SpareFlaw _flaw;

#pragma warning disable CS0649, IDE0044 // Changed by their own methods.
    private ModelCell _lock;
    private ModelCell _absent;
    private ModelCell _admitted;
    private ModelCell _stopping;
    private ModelCell _closed;
    private ModelCell _left;
#pragma warning restore CS0649, IDE0044

    public SpareModel(int poolThreads, int spares, int guests, SpareFlaw flaw = SpareFlaw.None)
    {
        int threads = poolThreads + spares;
        (_poolThreads, _flaw) = (poolThreads, flaw);
        Leases = new GuestLease<ModelCell>[guests];
        _forks = new ModelCell[guests];
        _flags = new ModelCell[threads];
        _parkers = new ModelParker[threads];
        _locks = new ModelCell[threads];
        _hasThread = new ModelCell[threads];
        _isAway = new ModelCell[threads];
        Ran = new int[threads];
        for (int i = 0; i < threads; i++)
        {
            if (i < poolThreads)
            {
                _hasThread[i].Write(1);
                Gate.BeginSearch();
            }
            else
            {
                Gate.Depart(ref _flags[i], isSearching: false);
                _isAway[i].Write(1);
            }
        }
    }

    /// <summary>How many forks each thread has run; written by the thread, read by the invariant.</summary>
    public int[] Ran { get; }

    /// <summary>Set-up: the pool's thread sleeps instead of searching.</summary>
    public SpareModel Asleep(int thread)
    {
        Gate.AnnounceSleep(ref _flags[thread]);
        return this;
    }

    /// <summary>WorkStealingScheduler.Enter.</summary>
    public void Enter(int guest)
    {
        Assert.True(Leases[guest].TryAcquire());
        if (Gate.NeedsLooker)
            TryWakeOne();
    }

    public void Exit(int guest) => Leases[guest].Release();

    /// <summary>A body forks, blocks until somebody has taken the fork, and comes back.</summary>
    public void Block(int guest)
    {
        Push(guest);
        BeginAbsence();
        AwaitTaken(guest);
        EndAbsence();
    }

    public void Push(int guest) => _forks[guest].Write(Pending);

    public void AwaitTaken(int guest)
    {
        while (_forks[guest].Read() != Taken)
            ModelCell.Spin();
    }

    /// <summary>Worker.BeginAbsence, which only counts on those who look, not on being the only one with forks.</summary>
    public void BeginAbsence()
    {
        Lock(ref _lock);
        _absent.Write(_absent.Read() + 1);
        for (int i = _poolThreads; i < _flags.Length && _admitted.Read() < _absent.Read(); i++)
        {
            if (_isAway[i].Read() != 0)
            {
                _isAway[i].Write(0);
                _admitted.Write(_admitted.Read() + 1);
                Gate.Admit(ref _flags[i]);
            }
        }
        Unlock(ref _lock);
        if (_flaw != SpareFlaw.NoLookByTheBlocked && Gate.NeedsLooker)
            TryWakeOne();
    }

    public void EndAbsence()
    {
        Lock(ref _lock);
        _absent.Write(_absent.Read() - 1);
        if (_flaw != SpareFlaw.NoFenceBeforeExpelling && _admitted.Read() > _absent.Read())
            ModelCell.Fence(); // E1
        for (int i = _flags.Length - 1; i >= _poolThreads && _admitted.Read() > _absent.Read() && Gate.Sleeping > 0; i--)
        {
            if (Gate.TryExpel(ref _flags[i]))
                GoAway(i);
        }
        Unlock(ref _lock);
    }

    /// <summary>A guest needs the scheduler no more; the last one disposes it.</summary>
    public void Leave()
    {
        if (HasLeft())
            Dispose();
    }

    /// <summary>A guest needs the scheduler no more. True for the last one.</summary>
    public bool HasLeft() => _left.Add(1) == Leases.Length;

    /// <summary>A model thread's whole life: that of a pool thread, or of all threads that a spare has, one after another.</summary>
    public void Run(int thread)
    {
        bool isSearching = thread < _poolThreads && _flags[thread].Read() == 0;
        while (true)
        {
            while (_hasThread[thread].Read() == 0)
            {
                if (_closed.Read() != 0 && _left.Read() == Leases.Length && Gate.Idle == 0)
                    return;
                ModelCell.Spin();
            }
            if (isSearching || thread >= _poolThreads || TrySleep(thread))
                Loop(thread);
            if (thread < _poolThreads)
                return;
        }
    }

    /// <summary>Set-up: one is absent, the first pool thread dozes, and the first spare sleeps in a thread of its own.</summary>
    public SpareModel Replaced()
    {
        Gate.AnnounceRest(ref _flags[0]);
        BeginAbsence();
        _hasThread[_poolThreads].Write(1);
        return this;
    }

    /// <summary>Set-up: it searches instead.</summary>
    public SpareModel Searching()
    {
        Assert.True(Gate.TryWake(ref _flags[_poolThreads]));
        return this;
    }

    public void Wake()
    {
        if (Gate.TryWake(ref _flags[_poolThreads]))
            StartOrUnpark(_poolThreads);
    }

    /// <summary>The first spare's time is up; if somebody has woken it, then when it sleeps again.</summary>
    public void SleepForLong()
    {
        if (!TryEnd(_poolThreads))
        {
            Rest();
            TryEnd(_poolThreads);
        }
    }

    public void AssertItHasAThreadIfAwake() =>
        Assert.Equal(IdleGate<ModelCell>.IsAwake(ref _flags[_poolThreads]), _hasThread[_poolThreads].Read() != 0);

    /// <summary>The first spare gives up its search.</summary>
    public void Rest() => Rest(_poolThreads);

    public void AssertNoneSleepsInVain() => Assert.False(AreTooMany() && Gate.Sleeping > 0);

    public void AssertRestored(int forks)
    {
        Assert.Equal(forks, Ran.Sum());
        Assert.Equal((0, 0L), (Gate.Idle, _absent.Read()));
    }

    private void Loop(int thread)
    {
        bool isSpare = thread >= _poolThreads;
        bool isSearching = true;
        while (true)
        {
            ModelChecker.Forget((4 * Ran[thread]) + (isSearching ? 1 : 2));
            if (IsOneTooMany(thread) && TryDepart(thread, isSearching, stops: false))
            {
                if (!TrySleep(thread))
                    return;
                isSearching = true;
            }
            if (TrySteal())
            {
                if (isSearching && Gate.EndSearch())
                    TryWakeOne();
                isSearching = false;
                Ran[thread]++;
            }
            else if (!isSearching)
            {
                Gate.BeginSearch();
                isSearching = true;
            }
            else if (_stopping.Read() != 0)
            {
                if (!isSpare)
                {
                    EndSearch();
                    return;
                }
                if (TryDepart(thread, isSearching, stops: true) && !TrySleep(thread))
                    return;
            }
            else if (!TryRest(thread))
            {
                return;
            }
        }
    }

    private void GoAway(int spare)
    {
        _admitted.Write(_admitted.Read() - 1);
        _isAway[spare].Write(1);
    }

    private bool IsOneTooMany(int thread) => thread >= _poolThreads && AreTooMany();

    private bool AreTooMany() => _admitted.Read() > _absent.Read();

    private bool TryDepart(int thread, bool isSearching, bool stops)
    {
        bool needsLooker = false;
        Lock(ref _lock);
        bool departs = _flaw == SpareFlaw.DepartsUnasked || AreTooMany() || (stops && (_flaw == SpareFlaw.StopsUnasked || !HasVisibleWork()));
        if (departs)
        {
            GoAway(thread);
            needsLooker = Gate.Depart(ref _flags[thread], isSearching);
        }
        Unlock(ref _lock);
        if (needsLooker && _flaw != SpareFlaw.NoSuccessor)
            TryWakeOne();
        return departs;
    }

    private bool TryRest(int thread)
    {
        Rest(thread);
        return TrySleep(thread);
    }

    private void Rest(int thread)
    {
        if (Gate.AnnounceRest(ref _flags[thread]))
            Doze(thread);
        else if (Gate.NeedsLooker || _stopping.Read() != 0 || (_flaw != SpareFlaw.SleepsUnasked && IsOneTooMany(thread)))
            Gate.TryRise(ref _flags[thread]);
    }

    private void Doze(int thread)
    {
        ref ModelCell flag = ref _flags[thread];
        while (true)
        {
            ModelChecker.Forget(4 * Ran[thread]);
            if (flag.Read() == 0)
                return;
            if (ShouldRise(thread))
            {
                Gate.TryRise(ref flag);
                return;
            }
            if (!HasRootCall())
                break;
            // ParkFor: until anything changes that the loop looks at, also while it waited for the lock.
            if (flag.Read() != 0 && !ShouldRise(thread))
                ModelCell.Spin();
        }
        if (!Gate.TryRise(ref flag))
            return;
        Gate.AnnounceSleep(ref flag);
        if (HasRootCall() || _stopping.Read() != 0 || (_flaw != SpareFlaw.SleepsUnasked && IsOneTooMany(thread)))
            Gate.TryRise(ref flag);
    }

    private bool ShouldRise(int thread) => IsOneTooMany(thread) || HasVisibleWork() || _stopping.Read() != 0;

    private bool TrySleep(int thread)
    {
        bool isTimeUp = false;
        while (_flags[thread].Read() != 0)
        {
            if (thread >= _poolThreads && (isTimeUp || _stopping.Read() != 0) && TryEnd(thread))
                return false;
            _parkers[thread].Park();
            isTimeUp = true; // unless its flag is down
        }
        return true;
    }

    private bool TryEnd(int thread)
    {
        Lock(ref _locks[thread]);
        bool ends = _flaw == SpareFlaw.EndsUnasked || IdleGate<ModelCell>.IsAsleepOrAway(ref _flags[thread]);
        if (ends)
            _hasThread[thread].Write(0);
        Unlock(ref _locks[thread]);
        return ends;
    }

    private void TryWakeOne()
    {
        for (int i = 0; i < _flags.Length && Gate.HasResting; i++)
        {
            if (Gate.TryWake(ref _flags[i]))
            {
                StartOrUnpark(i);
                return;
            }
        }
    }

    private void StartOrUnpark(int thread)
    {
        Lock(ref _locks[thread]);
        bool isNew = _hasThread[thread].Read() == 0;
        if (isNew && (_flaw == SpareFlaw.StartsUnasked || IdleGate<ModelCell>.IsAwake(ref _flags[thread])))
            _hasThread[thread].Write(1);
        Unlock(ref _locks[thread]);
        if (!isNew)
            _parkers[thread].Unpark();
    }

    /// <summary>PoolThread.EndSearch.</summary>
    private void EndSearch()
    {
        if (Gate.EndSearch() && _flaw != SpareFlaw.EndsWithoutSuccessor)
            TryWakeOne();
    }

    /// <summary>WorkStealingScheduler.Dispose, when no guest is left, and so nobody absent; or while some still block.</summary>
    public void Dispose()
    {
        _stopping.Write(1);
        ModelCell.Fence(); // G1
        for (int i = 0; i < _flags.Length; i++)
        {
            bool isWoken = i < _poolThreads && Gate.TryWake(ref _flags[i]);
            Lock(ref _locks[i]);
            bool neverRan = isWoken && _hasThread[i].Read() == 0 && IdleGate<ModelCell>.IsAwake(ref _flags[i]);
            Unlock(ref _locks[i]);
            if (neverRan)
                EndSearch();
            else
                _parkers[i].Unpark();
        }
        for (int i = _poolThreads; i < _flags.Length; i++)
        {
            while (_hasThread[i].Read() != 0 || !IdleGate<ModelCell>.IsAsleepOrAway(ref _flags[i]))
                ModelCell.Spin();
        }
        _closed.Write(1);
    }

    private bool HasRootCall()
    {
        if (AreSomeAtWork())
            return true;
        for (int i = 0; i < Leases.Length; i++)
        {
            if (Leases[i].IsHeld)
                return true;
        }
        return false;
    }

    private bool AreSomeAtWork()
    {
        Lock(ref _lock);
        bool areSome = Gate.Idle < _poolThreads + _admitted.Read();
        Unlock(ref _lock);
        return areSome;
    }

    private bool TrySteal()
    {
        for (int i = 0; i < _forks.Length; i++)
        {
            if (_forks[i].Read() == Pending && _forks[i].CompareExchange(Taken, Pending) == Pending)
                return true;
        }
        return false;
    }

    private bool HasVisibleWork()
    {
        for (int i = 0; i < _forks.Length; i++)
        {
            if (_forks[i].Read() == Pending)
                return true;
        }
        return false;
    }

    private static void Lock(ref ModelCell cell)
    {
        while (cell.CompareExchange(1, 0) != 0)
            ModelCell.Spin();
    }

    private static void Unlock(ref ModelCell cell) => cell.Write(0);
}
