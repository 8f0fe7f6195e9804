using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace ParallelCore.Scheduling;

/// <summary>How a worker takes forks of others and runs them, and helps while it waits for one of its own.</summary>
internal sealed partial class Worker
{
    /// <summary>A waiter looks at the thief of its fork in each round, and at all others in some.</summary>
    private const int RoundsPerSweep = 16;

    /// <summary>So long a thief waits for the owner to publish something before it does that itself, which costs several microseconds in all threads that
    /// run.</summary>
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

    /// <summary>Waits for the stolen fork on top, helping with it meanwhile, and takes its frame back.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void JoinStolen(PendingFork fork, int index)
    {
        WaitFor(fork);
        Stack.Retire(index);
        fork.Rest();
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
    /// <remarks>Never inlined: a pool thread's frame must not hold what ran there, which would keep a plugin from being unloaded while the thread rests.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
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

    /// <summary>Wakes two more, as long as there is something for them, most likely at <paramref name="likely"/>: so all workers are at work after as many
    /// rounds as their number has bits.</summary>
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

    private bool IsDeferred()
    {
        if (Stopwatch.GetTimestamp() < DeferWakingUntil)
        {
            return true;
        }

        DeferWakingUntil = 0;
        return false;
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
