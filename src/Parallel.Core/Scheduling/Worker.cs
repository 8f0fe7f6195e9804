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
[DebuggerDisplay("{Name,nq}: {Stack}")]
internal sealed partial class Worker
{
    private const int InitialFrames = 64;

    // The stack may grow this much below a checked address before it is checked again; the runtime guarantees more.
    private const int CheckedStackBytes = 32 * 1024;

    /// <summary>Anybody, in the ways that it says.</summary>
    public ForkStack<AtomicCell> Stack;

    public readonly WorkStealingScheduler Scheduler;
    public readonly Parker Parker = Parker.Create();
    public readonly int Index;
    public readonly string Name;

    /// <summary>The frames, from the oldest; above the depth, those of forks that are over, for the next ones.</summary>
    public FrameSlot[] Frames = NewFrames(InitialFrames);

    /// <summary>Below this address the stack must be checked.</summary>
    public nint StackLimit = nint.MaxValue;

    /// <summary>The number of the root call or stolen fork that runs; never used again in this place. Changes only while nothing can be taken here.</summary>
    public long Task;

    /// <summary>The innermost stolen fork that runs; null in a root call. Changes only while nothing can be taken here.</summary>
    public PendingFork? Stolen;

    /// <summary>The innermost region that this worker runs in.</summary>
    public Region? Region;

    /// <summary>What runs here has spawned into a scope: forks may be left above those of the running call.</summary>
    public bool HasSpawned;

    /// <summary>Until this timestamp what runs here is taken for too short to wake others for. Anybody reads it, as a hint.</summary>
    public long DeferWakingUntil;

    /// <summary>When the last outermost loop of this place began, and how long after the one before. Anybody reads them, as a hint.</summary>
    public long LoopStart;
    public long LoopInterval;

    /// <summary>Counts loops that are too short to be measured each time.</summary>
    public int ShortLoops;

    /// <summary>The loop object that was used last in this place, for the next loop.</summary>
    public object? IdleLoop;

    /// <summary>The thread whose stack <see cref="StackLimit"/> speaks of.</summary>
    public StackMark? Owner
    {
        get;
        set
        {
            if (field != value)
            {
                field = value;
                StackLimit = nint.MaxValue;
            }
        }
    }

    public WorkerCounts Counts;

    // What other threads touch, on lines of its own.
    private PaddedFlags _shared;

    private long _lastTask;
    private bool _holdsCollectible;
    private Region? _rootRegion;
    private uint _random;

    public Worker(WorkStealingScheduler scheduler, int index, string name)
    {
        Scheduler = scheduler;
        Index = index;
        Name = name;
        _random = (uint)index * 2654435769 + 1;
    }

    /// <summary>The worker that the current thread is, while it runs work of a scheduler.</summary>
    public static Worker? Current
    {
        get => Unsafe.As<Worker?>(CurrentWorker.Value);
        set => CurrentWorker.Value = value;
    }

    /// <summary>Anybody: the state of the pool's thread, see <see cref="IdleGate{TCell}"/>.</summary>
    public ref AtomicCell SleepFlag => ref _shared.SleepFlag;

    /// <summary>Anybody.</summary>
    public ref GuestLease<AtomicCell> Lease => ref _shared.Lease;

    /// <summary>Anybody, in the ways that it says: about the piece of a loop that runs here.</summary>
    public ref PieceRequest Request => ref _shared.Request;

    /// <summary>A waiter looks at the thief of its fork in each round, and at all others in some.</summary>
    private const int RoundsPerSweep = 16;

    /// <summary>So long a thief waits for the owner to publish something before it does that itself, which costs several microseconds in all threads that run.</summary>
    internal static readonly long Patience = Stopwatch.Frequency * 10 / 1_000_000;

    /// <summary>Anybody, approximate: there is something to take, and the limit of its region allows it. What runs here may have another limit.</summary>
    public bool HasForksToTake
    {
        get
        {
            int oldest = Stack.Top;
            FrameSlot[] frames = Volatile.Read(ref Frames);
            return oldest < Stack.Depth && oldest < frames.Length && Volatile.Read(ref frames[oldest].Frame.Region)?.Limit is not { HasPermits: false };
        }
    }

    /// <summary>Begins a root call; the returned number is handed to <see cref="EndTask"/>.</summary>
    public long BeginTask()
    {
        long previous = Task;
        Task = ++_lastTask;
        return previous;
    }

    public void EndTask(long previous) => Task = previous;

    /// <summary>Begins a root call's region: no limit, the calling thread's context.</summary>
    public void EnterRootRegion(ExecutionContext? context)
    {
        Region = context is null ? null : (_rootRegion ??= new Region()).Begin(null, context, null);
    }

    public void ExitRootRegion()
    {
        DropCollectible();
        if (Region is not null)
        {
            Region.End();
            Region = null;
        }
    }

    /// <summary>The frame for the next fork, where the place holds one of another type or none.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public TFrame NewFrame<TFrame>(int depth)
        where TFrame : PendingFork, new()
    {
        // The last place is never used: forks read the frame at the depth without a bounds check.
        if (depth >= Frames.Length - 1)
        {
            GrowFrames();
        }

        _holdsCollectible |= IdlePool<TFrame>.IsCollectible;
        TFrame frame = IdlePool<TFrame>.Rent();
        frame.Owner = this;
        ref PendingFork place = ref Frames[depth].Frame;
        place.Owner = null;
        place.Recycle();
        place = frame;
        return frame;
    }

    /// <summary>The typed frame at <paramref name="depth"/>, ready to be filled and pushed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFrame FrameAt<TFrame>(int depth)
        where TFrame : PendingFork, new()
    {
        PendingFork frame = Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Frames), (nint)(uint)depth).Frame;
        return frame.GetType() == typeof(TFrame) ? Unsafe.As<TFrame>(frame) : NewFrame<TFrame>(depth);
    }

    /// <summary>Makes a filled frame pending.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Push(PendingFork fork, int depth)
    {
        if (fork.Region != Region)
        {
            fork.Region = Region;
        }

        Stack.Push(depth);
        Counts.Forks++;
        if (Stack.IsWanted)
        {
            Offer(fork);
        }
    }

    /// <summary>Between two calls: drops frames whose types can be unloaded, which they would prevent.</summary>
    public void DropCollectible()
    {
        if (_holdsCollectible)
        {
            _holdsCollectible = false;
            foreach (ref FrameSlot slot in Frames.AsSpan(Stack.Depth))
            {
                if (slot.Frame.GetType().IsCollectible)
                {
                    slot.Frame = NoFork.Instance;
                }
            }
        }
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

    /// <summary>Waits for the stolen fork on top, helping with it meanwhile, and takes its frame back.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void JoinStolen(PendingFork fork, int index)
    {
        WaitFor(fork);
        Stack.Retire(index);
        fork.Rest();
    }

    /// <summary>Joins, newest first, all forks above <paramref name="depth"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void JoinAbove(int depth)
    {
        while (Stack.Depth > depth)
        {
            int index = Stack.Depth - 1;
            PendingFork fork = Frames[index].Frame;
            if (Stack.TryPop(index))
            {
                // Its frame may be reused by what it forks: it keeps what it needs in locals.
                fork.Execute(this);
            }
            else
            {
                JoinStolen(fork, index);
            }
        }
    }

    /// <summary>Takes the oldest fork of <paramref name="victim"/>, or only if it is a part of <paramref name="awaited"/>.</summary>
    public StealOutcome TrySteal(Worker victim, PendingFork? awaited, out PendingFork fork)
    {
        if (victim.Stack.TryPeek(out long head, out int index))
        {
            return Take(victim, awaited, head, index, out fork);
        }

        fork = NoFork.Instance;
        bool hasForks = victim.Stack.HasForks;
        if (!(hasForks || victim.Request.IsDivisible) || (awaited is not null && victim.Stolen?.IsPartOf(awaited) != true))
        {
            return StealOutcome.Empty;
        }

        long now = Stopwatch.GetTimestamp();
        if (!hasForks)
        {
            victim.Request.Ask(now, Patience);
            return StealOutcome.Empty;
        }

        if (!victim.Stack.Want(now, Patience) || !Scheduler.Raids.TryBegin(now) || !victim.Stack.TryClaim(now, out head, out index))
        {
            return StealOutcome.Empty;
        }

        StealOutcome outcome = Take(victim, awaited, head, index, out fork);
        if (outcome != StealOutcome.Success)
        {
            victim.Stack.Withdraw(head);
        }

        return outcome;
    }

    private StealOutcome Take(Worker victim, PendingFork? awaited, long head, int index, out PendingFork fork)
    {
        // All of this may be out of date or mixed up; then the head has changed.
        fork = Volatile.Read(ref victim.Frames)[index].Frame;
        PendingFork? parent = Volatile.Read(ref victim.Stolen);
        long task = Volatile.Read(ref victim.Task);
        if (awaited is not null && parent?.IsPartOf(awaited) != true)
        {
            return StealOutcome.Empty;
        }

        WorkerLimit? limit = Volatile.Read(ref fork.Region)?.Limit;
        if (limit is not null && !limit.TryAcquire())
        {
            return StealOutcome.Empty;
        }

        if (!victim.Stack.TryTake(head))
        {
            limit?.Release();
            Counts.FailedSteals++;
            return StealOutcome.Retry;
        }

        fork.Parent = parent;
        fork.OwnerTask = task;
        Volatile.Write(ref fork.Thief, this);
        return StealOutcome.Success;
    }

    /// <summary>Where the next round over all places begins.</summary>
    public int RandomPlace(int places)
    {
        _random ^= _random << 13;
        _random ^= _random >> 17;
        _random ^= _random << 5;
        return (int)(_random * (ulong)(uint)places >> 32);
    }

    /// <summary>Runs a fork that this worker has taken.</summary>
    public void RunStolen(PendingFork fork)
    {
        Worker owner = fork.Owner!;
        Region? region = fork.Region;
        PendingFork? outerStolen = Stolen;
        Region? outerRegion = Region;
        bool outerHasSpawned = HasSpawned;
        long outerDeferral = DeferWakingUntil;
        bool wasBlocked = IsBlocked;

        Counts.Steals++;
        Debug.Assert(!Stack.HasForks, "whoever steals has no fork left");
        long outerTask = BeginTask();
        Stolen = fork;
        Region = region;
        DeferWakingUntil = Volatile.Read(ref owner.DeferWakingUntil);
        RunInContext(fork);
        if (!wasBlocked)
        {
            EndRegion();
        }

        EndTask(outerTask);
        Stolen = outerStolen;
        Region = outerRegion;
        HasSpawned = outerHasSpawned;
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

    /// <summary>Wakes two more, as long as there is something for them, most likely at <paramref name="likely"/>: so all workers are at work after as many rounds as their number has bits.</summary>
    public void WakeMore(Worker likely)
    {
        if (!Scheduler.Gate.HasResting || (DeferWakingUntil != 0 && IsDeferred()))
        {
            return;
        }

        for (int i = 0; i < 2 && Scheduler.FindForks(likely) is { } place && Scheduler.TryWakeOne(place); i++)
        {
            Counts.Wakes++;
        }
    }

    /// <summary>True when the running task is the one named, or was stolen from it, directly or through others.</summary>
    public bool IsWithin(Worker worker, long task)
    {
        bool isWithin = this == worker && Task == task;
        for (PendingFork? fork = Stolen; fork is not null && !isWithin; fork = fork.Parent)
        {
            isWithin = fork.Owner == worker && fork.OwnerTask == task;
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
        if (Stopwatch.GetTimestamp() < DeferWakingUntil)
        {
            return true;
        }

        DeferWakingUntil = 0;
        return false;
    }

    /// <summary>Somebody found nothing here: lets others have half of what is pending, unless it is foretold to be over before they come. In that case they ask again.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Offer(PendingFork fork)
    {
        Stack.Unwant();
        if (!fork.IsShort)
        {
            Stack.Publish(all: false);
        }
    }

    private void RunInContext(PendingFork fork)
    {
        FlowingContext.Kept own = FlowingContext.Keep();
        FlowingContext.Enter(fork.Region?.Context);
        int depth = Stack.Depth;
        if (!fork.WakesByItself)
        {
            WakeMore(fork.Owner!);
        }

        fork.Execute(this);
        JoinAbove(depth);

        // A body may have changed an AsyncLocal or the synchronization context; the next piece must not see it.
        own.GiveBack();
        if (SynchronizationContext.Current is not null)
        {
            SynchronizationContext.SetSynchronizationContext(null);
        }
    }

    private void WaitFor(PendingFork fork)
    {
        if (Region?.Limit is { } limit && fork.Permit.TryLend())
        {
            limit.Release();
        }

        bool isAbsent = false;
        var spinner = new Spinner(Scheduler.SpinBudget);
        for (int round = 0; !fork.Latch.IsSet; round++)
        {
            if (TryTakePartOf(fork, round % RoundsPerSweep == 0, out PendingFork part))
            {
                EndAbsence(ref isAbsent);
                RunStolen(part);
                spinner.Reset();
            }
            else if (!spinner.TrySpin(1))
            {
                BeginAbsence(ref isAbsent);
                Doze(fork, ref spinner);
                round = -1;
            }
        }

        EndAbsence(ref isAbsent);
    }

    /// <summary>Sleeps until the fork is done, but gets up now and then to look whether there is something to help with.</summary>
    private void Doze(PendingFork fork, ref Spinner spinner)
    {
        if (!fork.Latch.TryAnnounceSleep())
        {
            return;
        }

        Counts.Parks++;
        int waiters = Interlocked.Increment(ref Scheduler.DozingWaiters);
        Parker.ParkFor(spinner.NextDoze(waiters));
        Interlocked.Decrement(ref Scheduler.DozingWaiters);
        fork.Latch.CancelSleep();
    }

    /// <summary>Takes a fork that descends from <paramref name="fork"/>: from its thief or whoever has stolen from that one.</summary>
    /// <remarks>Helping nests, so it ends where the stack does: what this worker leaves, its owner takes back.</remarks>
    private bool TryTakePartOf(PendingFork fork, bool fromAll, out PendingFork part)
    {
        if (Volatile.Read(ref fork.Thief) is { } thief && RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            if (TrySteal(thief, fork, out part) == StealOutcome.Success)
            {
                return true;
            }

            Worker[] places = Scheduler.Places;
            int start = RandomPlace(places.Length);
            for (int i = fromAll ? 0 : places.Length; i < places.Length; i++)
            {
                Worker place = places[start];
                start = start + 1 == places.Length ? 0 : start + 1;
                if (place != this && TrySteal(place, fork, out part) == StealOutcome.Success)
                {
                    return true;
                }
            }
        }

        part = NoFork.Instance;
        return false;
    }
}
