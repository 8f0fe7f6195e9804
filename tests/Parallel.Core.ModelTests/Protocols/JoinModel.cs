using ParallelCore.Primitives;
using ParallelCore.Scheduling;

namespace ParallelCore.ModelTests.Protocols;

/// <summary>Exposing, stealing, joining and leapfrogging as in <see cref="Worker"/>, line by line, around the shipped slots and latches.</summary>
/// <remarks>
/// A place holds frame i at index i, unless a test gives it other frames. There are no pool threads, one limit at most, and nobody spins before it sleeps.
/// <see cref="Body"/> is what a worker does in a piece of work: (place, work).
/// </remarks>
internal sealed class JoinModel<TCell>(int places, int[] frameOwners, int pieces, GlueFlaw flaw = GlueFlaw.None)
    where TCell : struct, IAtomicCell
{
    public readonly PlaceModel<TCell>[] Places = [.. Enumerable.Range(0, places).Select(i => new PlaceModel<TCell>(i, pieces))];
    public readonly FrameModel<TCell>[] Frames = [.. frameOwners.Select((owner, i) => new FrameModel<TCell>(owner, $"frame {i}"))];
    public Action<int, int>? Body;

    /// <summary>The limit of the region to which all forks belong.</summary>
    public LimitModel? Limit;

    /// <summary>How often a piece has run, on whichever place.</summary>
    public int Runs(int work) => Places.Sum(place => place.Ran[work]);

    /// <summary>Worker.BeginTask.</summary>
    public long BeginTask(int me)
    {
        PlaceModel<TCell> place = Places[me];
        long previous = place.Task;
        place.Task = ++place.LastTask.Value;
        return previous;
    }

    /// <summary>Worker.ExposeOldest. Without a permit the fork stays private.</summary>
    public void Expose(int me, int index, int work)
    {
        if (Limit is { } limit && !limit.TryAcquire())
            return;
        PlaceModel<TCell> place = Places[me];
        FrameModel<TCell> fork = Frames[FrameAt(place, index)];
        fork.IsExposed = true;
        if (flaw != GlueFlaw.PayloadAfterExpose)
            fork.Work.Value = work;
        fork.Parent.Value = place.Stolen;
        fork.Latch.Reset();
        if (Limit is not null)
            fork.Permit.Reset();
        fork.ThiefWord.Write(0);
        fork.OwnerWord.Write(place.TaskWord);
        place.Slot.Expose(place.Task, index);
        if (flaw == GlueFlaw.PayloadAfterExpose)
            fork.Work.Value = work;
        TCell.Fence(); // G1
        WakeForExposed(place);
    }

    /// <summary>Set-up: <paramref name="thief"/> has begun to run what <paramref name="owner"/> exposed.</summary>
    public JoinModel<TCell> Stolen(int owner, int frame, int work, int thief)
    {
        Expose(owner, frame, work);
        Places[owner].Slot.TryTake(out _);
        Limit?.Enter();
        BeginTask(thief);
        Places[thief].Stolen = frame;
        Frames[frame].ThiefWord.Write(Places[thief].TaskWord);
        return this;
    }

    /// <summary>Worker.TryReclaim, and what its callers do before it and with the answer.</summary>
    public void Join(int me, int index, int work)
    {
        PlaceModel<TCell> place = Places[me];
        int frame = FrameAt(place, index);
        FrameModel<TCell> fork = Frames[frame];
        if (!fork.IsExposed)
        {
            Run(me, work);
            return;
        }
        fork.IsExposed = false;
        if (place.Slot.TryReclaim(place.Task, index))
        {
            Limit?.Release();
            Run(me, work);
            return;
        }
        if (flaw == GlueFlaw.ResultBeforeSet)
            _ = fork.Result.Value;
        WaitFor(place, index, frame);
        Assert.Equal(work, fork.Result.Value);
    }

    /// <summary>A pool thread's look at one victim.</summary>
    public StealOutcome TrySteal(int me, int victim)
    {
        if (flaw == GlueFlaw.PayloadBeforeTake && Places[victim].Slot.HasFork)
            _ = Frames[0].Work.Value;
        StealOutcome outcome = Places[victim].Slot.TryTake(out int index);
        if (outcome == StealOutcome.Success)
            RunStolen(me, FrameAt(Places[victim], index));
        return outcome;
    }

    /// <summary>Worker.RunStolen.</summary>
    public void RunStolen(int me, int frame)
    {
        FrameModel<TCell> fork = Frames[frame];
        Limit?.Enter();
        int outerStolen = Places[me].Stolen;
        long outerTask = BeginTask(me);
        Places[me].Stolen = frame;
        fork.ThiefWord.Write(Places[me].TaskWord);
        FinishStolen(me, outerStolen, outerTask);
    }

    /// <summary>The rest of RunStolen, for a thief that has begun in the set-up.</summary>
    public void FinishStolen(int me, int outerStolen = -1, long outerTask = 0)
    {
        PlaceModel<TCell> place = Places[me];
        FrameModel<TCell> fork = Frames[place.Stolen];
        PlaceModel<TCell> owner = Places[fork.Owner.Value];
        int work = fork.Work.Value;
        Run(me, work);
        if (flaw != GlueFlaw.ResultAfterSet)
            fork.Result.Value = work;
        place.Task = outerTask;
        place.Stolen = outerStolen;
        if (Limit is { } limit)
        {
            limit.Leave();
            if (flaw == GlueFlaw.WaitsForAPermit || fork.Permit.TryEnd())
                limit.Release();
        }
        if (fork.Latch.Set())
            owner.Parker.Unpark();
        if (flaw == GlueFlaw.ResultAfterSet)
            fork.Result.Value = work;
    }

    /// <summary>Worker.TryTakePartOf and RunStolen.</summary>
    public bool TryHelp(int me, int frame)
    {
        bool taken = TryTakePartOf(frame, out int part);
        if (taken)
            RunStolen(me, part);
        return taken;
    }

    private void Run(int me, int work)
    {
        Places[me].Ran[work]++;
        Body?.Invoke(me, work);
    }

    private static int FrameAt(PlaceModel<TCell> place, int index) => place.FrameAt is { } frames ? (int)frames[index].Read() : index;

    private void WaitFor(PlaceModel<TCell> place, int index, int frame)
    {
        long outerWait = place.WaitingAt.Read();
        place.WaitingAt.Write(index + 1);
        if (Limit is { } limit)
        {
            limit.Leave();
            if (flaw == GlueFlaw.WaitsForAPermit || Frames[frame].Permit.TryLend())
                limit.Release();
        }
        while (!Frames[frame].Latch.IsSet)
        {
            if (!TryHelp(place.Index, frame))
                SleepUntilSetOrInterrupted(place, frame);
        }
        if (flaw == GlueFlaw.WaitsForAPermit)
            Limit?.Acquire();
        Limit?.Enter();
        place.WaitingAt.Write(outerWait);
    }

    private void SleepUntilSetOrInterrupted(PlaceModel<TCell> place, int frame)
    {
        FrameModel<TCell> fork = Frames[frame];
        if (!fork.Latch.TryAnnounceSleep())
            return;
        if (flaw != GlueFlaw.NoLastLook && TryTakePartOf(frame, out int part))
        {
            fork.Latch.CancelSleep();
            RunStolen(place.Index, part);
            return;
        }
        while (fork.Latch.IsSleeping)
            place.Parker.Park();
    }

    private bool TryTakePartOf(int frame, out int part)
    {
        part = -1;
        long thiefWord = Frames[frame].ThiefWord.Read();
        for (int hops = Places.Length; thiefWord != 0 && hops > 0; hops--)
        {
            PlaceModel<TCell> thief = Places[(int)(thiefWord & ExposedSlot<TCell>.IndexMask)];
            StealOutcome outcome = flaw == GlueFlaw.NoTaskCheck
                ? thief.Slot.TryTake(out int index)
                : thief.Slot.TryTakeOf(ExposedSlot<TCell>.TaskOf(thiefWord), out index);
            switch (outcome)
            {
                case StealOutcome.Success:
                    part = FrameAt(thief, index);
                    return true;
                case StealOutcome.Retry:
                    return false;
            }
            int waitingAt = (int)thief.WaitingAt.Read();
            if (waitingAt == 0)
                return false;
            int next = FrameAt(thief, waitingAt - 1);
            if (flaw == GlueFlaw.OwnerWordFirst && Frames[next].OwnerWord.Read() != thiefWord)
                return false;
            long nextWord = Frames[next].ThiefWord.Read();
            if (flaw is not GlueFlaw.OwnerWordFirst and not GlueFlaw.NoOwnerWord && Frames[next].OwnerWord.Read() != thiefWord)
                return false;
            thiefWord = nextWord;
        }
        return false;
    }

    private void WakeForExposed(PlaceModel<TCell> place)
    {
        for (int frame = place.Stolen; frame >= 0; frame = Frames[frame].Parent.Value)
        {
            if (TryInterruptOwner(Frames[frame]))
                return;
        }
    }

    private bool TryInterruptOwner(FrameModel<TCell> fork)
    {
        if (!fork.Latch.IsSleeping)
            return false;
        PlaceModel<TCell> owner = Places[fork.Owner.Value];
        if (!fork.Latch.TryInterrupt())
            return false;
        owner.Parker.Unpark();
        return true;
    }
}
