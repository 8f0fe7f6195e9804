using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ParallelCore.Primitives;

namespace ParallelCore.Scheduling;

/// <summary>One place in a scheduler: a stack of pending forks, and the thread that owns it at the moment.</summary>
/// <remarks>
/// The protocol, its invariants and the proof sketch are in this folder's README. ROLES: the owner is the pool's thread or the guest that
/// holds the lease; every member is the owner's unless it says otherwise.
/// </remarks>
[DebuggerDisplay("{Name,nq}: depth = {Depth}")]
internal sealed class Worker
{
    private const int InitialFrames = 64;

    // The stack may grow this much below a checked address before it is checked again; the runtime guarantees more.
    private const int CheckedStackBytes = 32 * 1024;

    public readonly WorkStealingScheduler Scheduler;
    public readonly Parker Parker = Parker.Create();
    public readonly int Index;
    public readonly string Name;

    // The stack of frames: [0, FirstPrivate) are exposed or stolen, [FirstPrivate, Depth) private, the rest unused.
    public FrameSlot[] Frames = NewFrames(InitialFrames);
    public int Depth;
    public int FirstPrivate;

    /// <summary>Below this address the stack must be checked.</summary>
    public nint StackLimit = nint.MaxValue;

    /// <summary>The number of the root call or stolen fork that runs.</summary>
    public long Task;

    /// <summary>The innermost stolen fork that runs; null in a root call.</summary>
    public PendingFork? Stolen;

    /// <summary>The innermost region that this worker runs in.</summary>
    public Region? Region;

    /// <summary>Frames below belong to regions around <see cref="Region"/>.</summary>
    public int RegionBase;

    /// <summary>Where a scope that this worker runs may put its next fork, if <see cref="Depth"/> is the same; else forks of others lie between.</summary>
    public int SpawnDepth = -1;

    /// <summary>Until this timestamp forks that would need a wake-up stay private.</summary>
    public long DeferWakingUntil;

    /// <summary>The loop object that was used last in this place, for the next loop.</summary>
    public object? IdleLoop;

    /// <summary>The thread whose stack <see cref="StackLimit"/> speaks of.</summary>
    public Thread? OwnerThread;

    public WorkerCounts Counts;

    // What other threads touch, on lines of its own.
    private PaddedSlot _shared;

    private long _lastTask;
    private Region? _rootRegion;

    public Worker(WorkStealingScheduler scheduler, int index, string name)
    {
        Scheduler = scheduler;
        Index = index;
        Name = name;
        _lastTask = scheduler.FirstTask;
        if (scheduler.Workers == 1)
        {
            _shared.Slot.Close();
        }
    }

    /// <summary>The worker that the current thread is, while it runs work of a scheduler.</summary>
    public static Worker? Current
    {
        get => Unsafe.As<Worker?>(CurrentWorker.Value);
        set => CurrentWorker.Value = value;
    }

    /// <summary>Anybody.</summary>
    public ref ExposedSlot<AtomicCell> Slot => ref _shared.Slot;

    /// <summary>Anybody: 1 while the pool's thread sleeps.</summary>
    public ref AtomicCell SleepFlag => ref _shared.SleepFlag;

    /// <summary>Anybody.</summary>
    public ref GuestLease<AtomicCell> Lease => ref _shared.Lease;

    /// <summary>Names the running task among all workers' tasks.</summary>
    public long TaskWord => (Task << ExposedSlot<AtomicCell>.IndexBits) | (uint)Index;

    /// <summary>Begins a root call; the returned number is handed to <see cref="EndTask"/>.</summary>
    public long BeginTask()
    {
        long previous = Task;
        Task = ++_lastTask;
        return previous;
    }

    public void EndTask(long previous) => Task = previous;

    /// <summary>Begins a root call's region: no limit, the calling thread's context.</summary>
    public void EnterRootRegion()
    {
        ExecutionContext? context = FlowingContext.Capture();
        RegionBase = 0;
        Region = context is null ? null
            : _rootRegion is { } last && last.Context == context ? last
            : _rootRegion = new Region().Begin(null, context, null, 0);
    }

    /// <summary>The frame for the next fork, where the place holds one of another type or none.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public TFrame NewFrame<TFrame>()
        where TFrame : PendingFork, new()
    {
        // The last place is never used: forks read the frame at Depth without a bounds check.
        if (Depth >= Frames.Length - 1)
        {
            GrowFrames();
        }

        TFrame frame = IdlePool<TFrame>.Rent();
        frame.Owner = this;
        ref PendingFork place = ref Frames[Depth].Frame;
        place.Recycle();
        place = frame;
        return frame;
    }

    /// <summary>The typed frame at the top, ready to be filled and pushed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFrame TopFrame<TFrame>()
        where TFrame : PendingFork, new()
    {
        PendingFork frame = Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Frames), (nint)(uint)Depth).Frame;
        return frame.GetType() == typeof(TFrame) ? Unsafe.As<TFrame>(frame) : NewFrame<TFrame>();
    }

    /// <summary>Called when the stack has come below <see cref="StackLimit"/>.</summary>
    /// <exception cref="InsufficientExecutionStackException">There is too little stack left to go deeper.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public unsafe void CheckStack()
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        byte here;
        StackLimit = (nint)(&here) - CheckedStackBytes;
    }

    /// <summary>Makes the oldest private fork takeable and wakes somebody for it if nobody looks. The slot must be empty.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void ExposeOldest()
    {
        int index = FirstPrivate;
        if (index >= ExposedSlot<AtomicCell>.MaxIndex || (DeferWakingUntil != 0 && IsDeferred()))
        {
            return;
        }

        Region? region = Region;
        for (int start = RegionBase; index < start; region = region.Outer)
        {
            start = region!.OuterBase;
        }

        if (region?.Limit is { } limit && !limit.TryAcquire())
        {
            return;
        }

        PendingFork fork = Frames[index].Frame;
        fork.IsExposed = true;
        fork.Parent = Stolen;
        fork.Region = region;
        fork.Latch.Reset();
        fork.Permit.Reset();
        fork.ThiefWord.Write(0);
        fork.OwnerWord.Write(TaskWord);
        FirstPrivate = index + 1;
        Counts.Exposures++;
        Slot.Expose(Task, index);
        AtomicCell.Fence(); // G1
        WakeForExposed();
    }

    /// <summary>Joins the exposed frame on top. True when no thief took it, so that the caller runs it; false when a thief has finished it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool TryReclaim(PendingFork fork, int index)
    {
        Debug.Assert(FirstPrivate == index + 1, "whoever joins an exposed fork has exposed all older ones");
        bool reclaimed = Slot.TryReclaim(Task, index);
        if (reclaimed)
        {
            fork.Region?.Limit?.Release();
        }
        else
        {
            Depth = index + 1; // the frame stays in place until its thief is done with it
            WaitFor(fork);
        }

        Depth = index;
        FirstPrivate = index;
        fork.IsExposed = false;
        fork.Parent = null;
        fork.Region = null;
        return reclaimed;
    }

    /// <summary>Joins, newest first, all forks above <paramref name="depth"/>.</summary>
    public void JoinAbove(int depth)
    {
        while (Depth > depth)
        {
            int index = Depth - 1;
            PendingFork fork = Frames[index].Frame;
            Depth = index;
            if (!fork.IsExposed || TryReclaim(fork, index))
            {
                // Its frame may be reused by what it forks: it keeps what it needs in locals.
                fork.Execute(this);
            }
        }
    }

    /// <summary>Runs a fork taken from <paramref name="victim"/>.</summary>
    public void RunStolen(Worker victim, int index)
    {
        PendingFork fork = victim.Frames[index].Frame;
        Worker owner = fork.Owner!;
        Region? region = fork.Region;
        PendingFork? outerStolen = Stolen;
        Region? outerRegion = Region;
        int outerRegionBase = RegionBase;
        int outerSpawnDepth = SpawnDepth;
        long outerDeferral = DeferWakingUntil;

        Counts.Steals++;
        Debug.Assert(FirstPrivate == Depth, "whoever steals has no private fork left");
        long outerTask = BeginTask();
        Stolen = fork;
        Region = region;
        RegionBase = Depth;
        SpawnDepth = -1;
        DeferWakingUntil = 0;
        fork.ThiefWord.Write(TaskWord);
        RunInContext(fork);

        EndTask(outerTask);
        Stolen = outerStolen;
        Region = outerRegion;
        RegionBase = outerRegionBase;
        SpawnDepth = outerSpawnDepth;
        DeferWakingUntil = outerDeferral;
        if (region?.Limit is { } limit && fork.Permit.TryEnd())
        {
            limit.Release();
        }

        if (fork.Latch.Set())
        {
            owner.Unpark();
        }
    }

    /// <summary>True when the running task is the one named, or was stolen from it, directly or through others.</summary>
    public bool IsWithin(long taskWord)
    {
        bool isWithin = TaskWord == taskWord;
        for (PendingFork? fork = Stolen; fork is not null && !isWithin; fork = fork.Parent)
        {
            isWithin = fork.OwnerWord.Read() == taskWord;
        }

        return isWithin;
    }

    /// <summary>Anybody.</summary>
    public void Unpark() => Parker.Unpark();

    private static FrameSlot[] NewFrames(int length)
    {
        var frames = new FrameSlot[length];
        Array.Fill(frames, new FrameSlot { Frame = NoFork.Instance });
        return frames;
    }

    private void GrowFrames()
    {
        // A thief that still reads the old array finds the same frames there.
        FrameSlot[] grown = NewFrames(Frames.Length * 2);
        Frames.CopyTo(grown, 0);
        Volatile.Write(ref Frames, grown);
    }

    private bool IsDeferred()
    {
        if (Scheduler.Gate.NeedsWaking && Stopwatch.GetTimestamp() < DeferWakingUntil)
        {
            return true;
        }

        DeferWakingUntil = 0;
        return false;
    }

    private void RunInContext(PendingFork fork)
    {
        ExecutionContext? own = FlowingContext.Capture();
        FlowingContext.Switch(own, fork.Region?.Context);
        int depth = Depth;
        fork.Execute(this);
        JoinAbove(depth);

        // A body may have changed an AsyncLocal or the synchronization context; the next piece must not see it.
        FlowingContext.Switch(FlowingContext.Capture(), own);
        if (SynchronizationContext.Current is not null)
        {
            SynchronizationContext.SetSynchronizationContext(null);
        }
    }

    private void WaitFor(PendingFork fork)
    {
        long outerWait = _shared.WaitingAt.Read();
        _shared.WaitingAt.Write(Depth);
        if (Region?.Limit is { } limit && fork.Permit.TryLend())
        {
            limit.Release();
        }

        var spinner = new Spinner();
        while (!fork.Latch.IsSet)
        {
            if (TryTakePartOf(fork, out Worker thief, out int index))
            {
                RunStolen(thief, index);
                spinner.Reset();
            }
            else if (!spinner.TrySpin())
            {
                SleepUntilSetOrInterrupted(fork);
                spinner.Reset();
            }
        }

        _shared.WaitingAt.Write(outerWait);
    }

    private void SleepUntilSetOrInterrupted(PendingFork fork)
    {
        if (!fork.Latch.TryAnnounceSleep())
        {
            return;
        }

        // Between announcing and parking, look once more: an exposer that came before did not see this sleeper.
        if (TryTakePartOf(fork, out Worker thief, out int index))
        {
            fork.Latch.CancelSleep();
            RunStolen(thief, index);
            return;
        }

        Counts.Parks++;
        while (fork.Latch.IsSleeping)
        {
            Parker.Park();
        }
    }

    /// <summary>Takes a fork that descends from <paramref name="fork"/>: its thief's or, if the thief waits too, that one's thief's, and so on.</summary>
    /// <remarks>Helping nests, so it ends where the stack does: what this worker leaves, its owner takes back.</remarks>
    private bool TryTakePartOf(PendingFork fork, out Worker thief, out int index)
    {
        thief = this;
        index = -1;
        long thiefWord = RuntimeHelpers.TryEnsureSufficientExecutionStack() ? fork.ThiefWord.Read() : 0;
        for (int hops = Scheduler.PlaceCount; thiefWord != 0 && hops > 0; hops--)
        {
            thief = Scheduler.PlaceAt((int)(thiefWord & ExposedSlot<AtomicCell>.IndexMask));
            switch (thief.Slot.TryTakeOf(ExposedSlot<AtomicCell>.TaskOf(thiefWord), out index))
            {
                case StealOutcome.Success:
                    return true;
                case StealOutcome.Retry:
                    Counts.FailedSteals++;
                    return false;
            }

            long waitingAt = thief._shared.WaitingAt.Read();
            if (waitingAt == 0)
            {
                return false;
            }

            // Read before the check: a word written for a later exposure of the same frame comes with a later OwnerWord.
            PendingFork next = Volatile.Read(ref thief.Frames)[waitingAt - 1].Frame;
            long nextWord = next.ThiefWord.Read();
            if (next.OwnerWord.Read() != thiefWord)
            {
                return false;
            }

            thiefWord = nextWord;
        }

        return false;
    }

    /// <summary>Sees to it that somebody looks at what was just exposed: the owner that waits for the stolen fork that runs here,
    /// else a sleeping pool thread, else an owner further up, which can follow the chain of thieves to this worker.</summary>
    private void WakeForExposed()
    {
        if (Scheduler.Gate.Searching > 0)
        {
            return;
        }

        if (TryInterruptOwner(Stolen) || Scheduler.TryWakeOne())
        {
            Counts.Wakes++;
            return;
        }

        for (PendingFork? fork = Stolen?.Parent; fork is not null; fork = fork.Parent)
        {
            if (TryInterruptOwner(fork))
            {
                Counts.Wakes++;
                return;
            }
        }
    }

    private static bool TryInterruptOwner(PendingFork? fork)
    {
        if (fork is null || !fork.Latch.IsSleeping)
        {
            return false;
        }

        Worker owner = fork.Owner!;
        if (!fork.Latch.TryInterrupt())
        {
            return false;
        }

        owner.Unpark();
        return true;
    }
}
