using ParallelCore.ModelTests.Checking;
using ParallelCore.Primitives;
using ParallelCore.Scheduling;

namespace ParallelCore.ModelTests.Protocols;

/// <summary>The glue of <see cref="PoolThread"/> and <see cref="WorkStealingScheduler"/> around the shipped gate and leases, line by line.</summary>
/// <remarks>
/// Nobody spins before it rests, which makes a lost wake-up easier to meet. Whoever dozes looks whenever something has changed, and the second without a root call, after which it may sleep, has always passed.
/// A place has one fork at most: a cell that its guest sets, and that whoever takes it swaps.
/// </remarks>
internal sealed class PoolModel<TGate, TLease>(int threads, int guests, int tasks = 0, GlueFlaw flaw = GlueFlaw.None)
    where TGate : struct, IAtomicCell
    where TLease : struct, IAtomicCell
{
    private const long Pending = 1;
    private const long Taken = 2;

    public IdleGate<TGate> Gate;
    public readonly TGate[] SleepFlags = new TGate[threads];
    public readonly ModelParker[] Parkers = new ModelParker[threads];
    public readonly GuestLease<TLease>[] Leases = new GuestLease<TLease>[guests];
    public readonly ModelCell[] Forks = new ModelCell[guests];

    /// <summary>The queue of tasks, as weak as it may be: a store publishes a task, and nothing fences it.</summary>
    public readonly ModelCell[] Tasks = new ModelCell[tasks];

    public ModelCell Stopping;

    /// <summary>How many of the guests' places others know of.</summary>
    public ModelCell KnownPlaces;

#pragma warning disable IDE0044 // Changed by its own methods.
    private ModelCell _left;
#pragma warning restore IDE0044

    /// <summary>Threads that have never run, and for which there is no memory.</summary>
    public readonly bool[] CannotStart = new bool[threads];

    /// <summary>How many forks and tasks each thread has run; written by the thread, read by the invariant.</summary>
    public readonly int[] Ran = new int[threads];

    /// <summary>What a thread does in a fork or a task.</summary>
    public Action<int>? Body;

    /// <summary>Whether the reserve runs a task, or looks for one.</summary>
    public Func<bool> IsReserveAwake = static () => false;

    /// <summary>Set-up: the thread sleeps, as every thread does that was built but never needed.</summary>
    public PoolModel<TGate, TLease> Asleep(int thread)
    {
        Gate.BeginSearch();
        Gate.AnnounceSleep(ref SleepFlags[thread]);
        return this;
    }

    /// <summary>Set-up: a thread looks for work.</summary>
    public PoolModel<TGate, TLease> Searching()
    {
        Gate.BeginSearch();
        return this;
    }

    /// <summary>Set-up: the first places exist already.</summary>
    public PoolModel<TGate, TLease> WithPlaces(int places)
    {
        KnownPlaces.Write(places);
        return this;
    }

    /// <summary>WorkStealingScheduler.Enter, into a place that exists, or into a new one.</summary>
    public void Enter(int guest)
    {
        Assert.True(Leases[guest].TryAcquire());
        if (guest >= KnownPlaces.Read())
        {
            KnownPlaces.Write(guest + 1);
            if (flaw != GlueFlaw.NoFenceAfterNewPlace)
                TLease.Fence();
        }
        if (flaw != GlueFlaw.NoLookByGuest && Gate.NeedsLooker)
            TryWakeOne();
    }

    /// <summary>Worker.Push: plain stores, and no look at who sleeps.</summary>
    public void Push(int guest) => Forks[guest].Write(Pending);

    /// <summary>False when somebody has taken the guest's fork.</summary>
    public bool TryPop(int guest) => Forks[guest].CompareExchange(Taken, Pending) == Pending;

    /// <summary>A body that goes on only when the guest's fork was taken. <paramref name="localState"/> is all that its thread remembers, if that is anything.</summary>
    public void AwaitTaken(int guest, int localState = -1)
    {
        while (Forks[guest].Read() != Taken)
        {
            ModelCell.Spin();
            if (localState >= 0)
                ModelChecker.Forget(localState);
        }
    }

    /// <summary>A root call whose only fork somebody must come for; its thread has run so many before.</summary>
    public void RunRootCall(int guest, int before = 0)
    {
        Enter(guest);
        Push(guest);
        AwaitTaken(guest, before);
        Leases[guest].Release();
    }

    /// <summary>A guest needs the scheduler no more; the last one disposes it.</summary>
    public void Leave()
    {
        if (_left.Add(1) == guests)
            Stop();
    }

    public bool TryWakeOne()
    {
        bool mayStart = true;
        for (int i = 0; i < SleepFlags.Length && Gate.HasResting; i++)
        {
            if ((mayStart || !CannotStart[i]) && Gate.TryWake(ref SleepFlags[i]))
            {
                if (StartOrUnpark(i))
                    return true;
                mayStart = false;
                i = -1; // from the first thread: others took this one for a searcher
            }
        }
        return false;
    }

    /// <summary>WorkStealingScheduler.Dispose.</summary>
    public void Stop(Action? stopTasks = null)
    {
        Stopping.Write(1);
        TGate.Fence(); // G1
        stopTasks?.Invoke();
        for (int i = 0; i < SleepFlags.Length; i++)
        {
            if (!Gate.TryWake(ref SleepFlags[i]))
                continue;
            if (CannotStart[i])
                Gate.EndSearch();
            else
                Parkers[i].Unpark();
        }
    }

    /// <summary>PoolThread.Loop of a thread that starts asleep.</summary>
    public void LoopFromSleep(int thread)
    {
        ParkWhileFlagged(thread);
        Loop(thread);
    }

    /// <summary>PoolThread.Loop of the thread that dozes, and has just seen no root call; it counts as searching.</summary>
    public void LoopFromDoze(int thread)
    {
        FallAsleep(thread);
        ParkWhileFlagged(thread);
        Loop(thread);
    }

    /// <summary>PoolThread.Loop, until the scheduler stops.</summary>
    public void Loop(int thread)
    {
        bool isSearching = true;
        while (true)
        {
            ModelChecker.Forget((4 * Ran[thread]) + (isSearching ? 1 : 2));
            bool isTaken = TrySteal();
            if (isTaken || HasQueued())
            {
                if (isSearching && Gate.EndSearch() && flaw != GlueFlaw.NoSuccessor)
                    TryWakeOne();
                isSearching = false;
                if (isTaken || TryRunNext())
                {
                    Ran[thread]++;
                    Body?.Invoke(thread);
                }
            }
            else if (!isSearching)
            {
                Gate.BeginSearch();
                isSearching = true;
            }
            else if (Stopping.Read() != 0)
            {
                Gate.EndSearch();
                return;
            }
            else
            {
                Rest(thread);
            }
        }
    }

    /// <summary>WorkStealingTaskScheduler.TryRunNext, in the order of the tasks; the caller counts what ran.</summary>
    public bool TryRunNext()
    {
        for (int i = 0; i < Tasks.Length; i++)
        {
            if (Tasks[i].Read() == Pending && Tasks[i].CompareExchange(Taken, Pending) == Pending)
                return true;
        }
        return false;
    }

    public void Queue(int task) => Tasks[task].Write(Pending);

    public bool HasQueued()
    {
        for (int i = 0; i < Tasks.Length; i++)
        {
            if (Tasks[i].Read() == Pending)
                return true;
        }
        return false;
    }

    /// <summary>What must hold at the end, when all threads have ended.</summary>
    public void AssertRestored(int pieces)
    {
        Assert.Equal(pieces, Ran.Sum());
        Assert.Equal((0, 0), (Gate.Idle, Gate.Searching));
    }

    private void Rest(int thread)
    {
        if (Gate.AnnounceRest(ref SleepFlags[thread]))
            Doze(thread);
        else if ((flaw != GlueFlaw.NoLookForLooker && Gate.NeedsLooker) || HasQueued() || Stopping.Read() != 0)
            Gate.TryRise(ref SleepFlags[thread]);
        ParkWhileFlagged(thread);
    }

    private void Doze(int thread)
    {
        ref TGate flag = ref SleepFlags[thread];
        while (true)
        {
            ModelChecker.Forget(4 * Ran[thread]);
            if (flag.Read() == 0)
                return;
            if (HasVisibleWork() || HasQueued() || Stopping.Read() != 0)
            {
                Gate.TryRise(ref flag);
                return;
            }
            if (!HasRootCall())
                break;
            ModelCell.Spin(); // ParkFor
        }
        if (Gate.TryRise(ref flag))
            FallAsleep(thread);
    }

    /// <summary>The end of Doze, when no root call has come for a second.</summary>
    private void FallAsleep(int thread)
    {
        ref TGate flag = ref SleepFlags[thread];
        bool early = flaw == GlueFlaw.RootCallsBeforeAnnouncing && HasRootCall();
        Gate.AnnounceSleep(ref flag);
        if (flaw switch
        {
            GlueFlaw.RootCallsBeforeAnnouncing => early,
            GlueFlaw.NoLookForRootCalls => HasQueued(),
            GlueFlaw.RootCallsBeforeQueue => HasRootCall() || HasQueued(),
            _ => HasQueued() || HasRootCall(),
        } || Stopping.Read() != 0)
            Gate.TryRise(ref flag);
    }

    private void ParkWhileFlagged(int thread)
    {
        while (SleepFlags[thread].Read() != 0)
            Parkers[thread].Park();
    }

    private bool StartOrUnpark(int thread)
    {
        if (CannotStart[thread])
        {
            Gate.AnnounceSleep(ref SleepFlags[thread]);
            return flaw == GlueFlaw.IgnoresFailedStart;
        }
        Parkers[thread].Unpark();
        return true;
    }

    private bool HasRootCall()
    {
        if (Gate.Idle < SleepFlags.Length)
            return true;
        long places = KnownPlaces.Read();
        for (int i = 0; i < places; i++)
        {
            if (Leases[i].IsHeld)
                return true;
        }
        return IsReserveAwake();
    }

    private bool TrySteal()
    {
        long places = KnownPlaces.Read();
        for (int i = 0; i < places; i++)
        {
            if (Forks[i].Read() == Pending && Forks[i].CompareExchange(Taken, Pending) == Pending)
                return true;
        }
        return false;
    }

    private bool HasVisibleWork()
    {
        long places = KnownPlaces.Read();
        for (int i = 0; i < places; i++)
        {
            if (Forks[i].Read() == Pending)
                return true;
        }
        return false;
    }
}
