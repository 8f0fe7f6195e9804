using ParallelCore.Primitives;
using ParallelCore.Scheduling;

namespace ParallelCore.ModelTests.Protocols;

/// <summary>Exposing, stealing, joining and leapfrogging as in <see cref="Worker"/>, line by line, around the shipped slots and latches.</summary>
/// <remarks>
/// A fork's index in a slot is here the number of its frame. There are no pool threads and no limits, and nobody spins before it sleeps.
/// <see cref="Body"/> is what a worker does in a piece of work: (place, work).
/// </remarks>
internal sealed class JoinModel<TCell>(int places, int[] frameOwners, int pieces, GlueFlaw flaw = GlueFlaw.None)
    where TCell : struct, IAtomicCell
{
    public readonly PlaceModel<TCell>[] Places = [.. Enumerable.Range(0, places).Select(i => new PlaceModel<TCell>(i, pieces))];
    public readonly FrameModel<TCell>[] Frames = [.. frameOwners.Select((owner, i) => new FrameModel<TCell>(owner, $"frame {i}"))];
    public Action<int, int>? Body;

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

    /// <summary>Worker.ExposeOldest.</summary>
    public void Expose(int me, int frame, int work)
    {
        PlaceModel<TCell> place = Places[me];
        FrameModel<TCell> fork = Frames[frame];
        if (flaw != GlueFlaw.PayloadAfterExpose)
            fork.Work.Value = work;
        fork.Parent.Value = place.Stolen;
        fork.Latch.Reset();
        fork.ThiefWord.Write(0);
        fork.OwnerWord.Write(place.TaskWord);
        place.Slot.Expose(place.Task, frame);
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
        BeginTask(thief);
        Places[thief].Stolen = frame;
        Frames[frame].ThiefWord.Write(Places[thief].TaskWord);
        return this;
    }

    /// <summary>Worker.TryReclaim, and what its callers do with the answer.</summary>
    public void Join(int me, int frame, int work)
    {
        PlaceModel<TCell> place = Places[me];
        FrameModel<TCell> fork = Frames[frame];
        if (place.Slot.TryReclaim(place.Task, frame))
        {
            Run(me, work);
            return;
        }
        if (flaw == GlueFlaw.ResultBeforeSet)
            _ = fork.Result.Value;
        WaitFor(place, frame);
        Assert.Equal(work, fork.Result.Value);
    }

    /// <summary>A pool thread's look at one victim.</summary>
    public StealOutcome TrySteal(int me, int victim)
    {
        if (flaw == GlueFlaw.PayloadBeforeTake && Places[victim].Slot.HasFork)
            _ = Frames[0].Work.Value;
        StealOutcome outcome = Places[victim].Slot.TryTake(out int frame);
        if (outcome == StealOutcome.Success)
            RunStolen(me, frame);
        return outcome;
    }

    /// <summary>Worker.RunStolen.</summary>
    public void RunStolen(int me, int frame)
    {
        FrameModel<TCell> fork = Frames[frame];
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
        int work = fork.Work.Value;
        Run(me, work);
        if (flaw != GlueFlaw.ResultAfterSet)
            fork.Result.Value = work;
        place.Task = outerTask;
        place.Stolen = outerStolen;
        if (fork.Latch.Set())
            Places[fork.Owner].Parker.Unpark();
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

    private void WaitFor(PlaceModel<TCell> place, int frame)
    {
        int outerWait = place.Waits;
        place.Waits = frame + 1;
        place.WaitingFor.Write(frame + 1);
        while (!Frames[frame].Latch.IsSet)
        {
            if (!TryHelp(place.Index, frame))
                SleepUntilSetOrInterrupted(place, frame);
        }
        place.Waits = outerWait;
        place.WaitingFor.Write(outerWait);
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
                ? thief.Slot.TryTake(out part)
                : thief.Slot.TryTakeOf(ExposedSlot<TCell>.TaskOf(thiefWord), out part);
            switch (outcome)
            {
                case StealOutcome.Success:
                    return true;
                case StealOutcome.Retry:
                    return false;
            }
            int next = (int)thief.WaitingFor.Read() - 1;
            if (next < 0)
                return false;
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
        if (!fork.Latch.IsSleeping || !fork.Latch.TryInterrupt())
            return false;
        Places[fork.Owner].Parker.Unpark();
        return true;
    }
}
