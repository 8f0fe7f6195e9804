using ParallelCore.ModelTests.Checking;
using ParallelCore.Primitives;
using ParallelCore.Scheduling;

namespace ParallelCore.ModelTests.Protocols;

/// <summary>Pushing, stealing, raiding, joining and helping as in <see cref="Worker"/>, line by line, around the shipped stacks, latches and hand-overs.</summary>
/// <remarks>
/// Each place uses one frame per index, again and again. There are no pool threads and no clock: who wants to raid has always waited long enough.
/// <see cref="Body"/> is what a worker does in a piece of work: (place, work).
/// </remarks>
internal sealed class JoinModel<TStack, TLatch>(int places, int indices, int pieces, GlueFlaw flaw = GlueFlaw.None)
    where TStack : struct, IAtomicCell
    where TLatch : struct, IAtomicCell
{
    // Long before the time that the model's clock shows for ever.
    private const long Patience = -1;
    private const long Now = 1;

    public readonly Place[] Places = [.. Enumerable.Range(0, places).Select(i => new Place(i, pieces))];
    public readonly Frame[] Frames = [.. Enumerable.Range(0, places * indices).Select(i => new Frame(i))];
    public Action<int, int>? Body;

    /// <summary>The limits of the regions, by number; forks of region 0 have none.</summary>
    public LimitModel?[] Limits = [null];

    /// <summary>Whether thieves take what is not public, too.</summary>
    public bool Raids = true;

    /// <summary>Whether an owner that waits sleeps, instead of helping.</summary>
    public bool Dozes;

    /// <summary>How often a piece has run, on whichever place.</summary>
    public int Runs(int work) => Places.Sum(place => place.Ran[work]);

    /// <summary>Worker.BeginTask; <see cref="Place.Task"/> stands for both the task and the stolen fork, which are written one after the other.</summary>
    public long BeginTask(int me, long task)
    {
        Place place = Places[me];
        long previous = place.OwnTask;
        place.OwnTask = task;
        place.Task.Write(task);
        return previous;
    }

    /// <summary>Worker.FrameAt, the caller's filling of the frame, and Worker.Push.</summary>
    public void Push(int me, int index, int work, bool isShort = false, bool publishesAll = false)
    {
        Place place = Places[me];
        Frame fork = FrameOf(me, index);
        if (flaw != GlueFlaw.PayloadAfterPush)
            fork.Fill(work, place.OwnTask);
        fork.Region.Write(place.Region);
        place.Stack.Push(index);
        if (flaw == GlueFlaw.PayloadAfterPush)
            fork.Fill(work, place.OwnTask);
        if (publishesAll)
        {
            place.Stack.Publish(all: true); // RangeLoop.Share
        }
        else if (place.Stack.IsWanted)
        {
            place.Stack.Unwant();
            if (!isShort)
                place.Stack.Publish(all: false);
        }
    }

    /// <summary>Set-up: <paramref name="thief"/> has begun to run what <paramref name="owner"/> has pushed.</summary>
    public JoinModel<TStack, TLatch> Stolen(int owner, int index, int work, int thief)
    {
        Assert.True(Limits[Places[owner].Region]?.TryAcquire() ?? true);
        Push(owner, index, work, publishesAll: true);
        Assert.True(Places[owner].Stack.TryPeek(out long head, out int top) && top == index && Places[owner].Stack.TryTake(head));
        Frame fork = FrameOf(owner, index);
        fork.Parent.Write(Places[owner].OwnTask);
        fork.Thief.Write(thief + 1);
        Limits[Places[owner].Region]?.Enter();
        BeginTask(thief, fork.Task);
        Places[thief].Region = Places[owner].Region;
        return this;
    }

    /// <summary>ForkCore's and Worker.JoinAbove's end of a fork; <paramref name="work"/> is what it must have been.</summary>
    public void Join(int me, int index, int work)
    {
        Place place = Places[me];
        Frame fork = FrameOf(me, index);
        if (place.Stack.TryPop(index))
        {
            Assert.Equal(work, fork.Work.Value);
            Run(me, work);
            return;
        }
        if (flaw == GlueFlaw.ResultBeforeSet)
            _ = fork.Result.Value;
        WaitFor(me, fork);
        place.Stack.Retire(index);
        fork.Rest();
        Assert.Equal(work, fork.Result.Value);
    }

    /// <summary>A pool thread's look at one victim, or that of an owner that waits for <paramref name="awaited"/>.</summary>
    public StealOutcome TrySteal(int me, int victim, Frame? awaited = null)
    {
        StealOutcome outcome = TrySteal(Places[victim], awaited, me, out Frame? fork);
        if (outcome == StealOutcome.Success)
            RunStolen(me, fork!);
        return outcome;
    }

    /// <summary>The rest of TrySteal, for a raider that has claimed in the set-up, and is past its fence.</summary>
    public void FinishRaid(int me, int victim, long head, int index)
    {
        StealOutcome outcome = Take(Places[victim], null, head, index, -1, me, out Frame? fork);
        if (outcome == StealOutcome.Success)
            RunStolen(me, fork!);
        else
            Places[victim].Stack.Withdraw(head);
    }

    /// <summary>Worker.RunStolen.</summary>
    public void RunStolen(int me, Frame fork)
    {
        int region = (int)fork.Region.Read();
        Limits[region]?.Enter();
        int outerRegion = Places[me].Region;
        long outerTask = BeginTask(me, fork.Task);
        Places[me].Region = region;
        FinishStolen(me, fork, outerTask, outerRegion);
    }

    /// <summary>The rest of RunStolen, for a thief that has begun in the set-up.</summary>
    public void FinishStolen(int me, Frame fork, long outerTask = 0, int outerRegion = 0)
    {
        Place place = Places[me];
        Place owner = Places[fork.Number / indices];
        int region = place.Region;
        int work = fork.Work.Value;
        Run(me, work);
        if (flaw != GlueFlaw.ResultAfterSet)
            fork.Result.Value = work;
        BeginTask(me, outerTask);
        place.Region = outerRegion;
        if (Limits[region] is { } limit)
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
    public bool TryHelp(int me, Frame awaited)
    {
        if (awaited.Thief.Read() is > 0 and long thief)
        {
            if (TrySteal(me, (int)thief - 1, awaited) == StealOutcome.Success)
                return true;
            for (int i = 0; i < Places.Length; i++)
            {
                // The shipped code looks at the thief's place a second time, which can only find more.
                if (i != me && i != thief - 1 && TrySteal(me, i, awaited) == StealOutcome.Success)
                    return true;
            }
        }
        return false;
    }

    public Frame FrameOf(int place, int index) => Frames[place * indices + index];

    private StealOutcome TrySteal(Place victim, Frame? awaited, int me, out Frame? fork)
    {
        long early = flaw == GlueFlaw.TaskBeforePeek ? victim.Task.Read() : -1;
        if (victim.Stack.TryPeek(out long head, out int index))
            return Take(victim, awaited, head, index, early, me, out fork);

        fork = null;
        if (!Raids || !victim.Stack.HasForks || (awaited is not null && flaw != GlueFlaw.NoFilter && !IsPartOf(victim.Task.Read(), awaited)))
            return StealOutcome.Empty;

        // The first look only says that it wants something; the second comes when it has waited.
        if ((!victim.Stack.Want(Now, Patience) && !victim.Stack.Want(Now, Patience)) || !victim.Stack.TryClaim(Now, out head, out index))
            return StealOutcome.Empty;

        StealOutcome outcome = Take(victim, flaw == GlueFlaw.FilterBeforeClaim ? null : awaited, head, index, early, me, out fork);
        if (outcome != StealOutcome.Success)
            victim.Stack.Withdraw(head);
        return outcome;
    }

    private StealOutcome Take(Place victim, Frame? awaited, long head, int index, long early, int me, out Frame? fork)
    {
        fork = FrameOf(victim.Index, index);
        long parent = early >= 0 ? early : victim.Task.Read();
        if (awaited is not null && flaw != GlueFlaw.NoFilter && !IsPartOf(parent, awaited))
            return StealOutcome.Empty;
        if (flaw == GlueFlaw.PayloadBeforeTake)
            _ = fork.Work.Value;

        LimitModel? limit = Limits[(int)fork.Region.Read()];
        if (limit is not null && !limit.TryAcquire())
            return StealOutcome.Empty;
        if (!victim.Stack.TryTake(head))
        {
            limit?.Release();
            return StealOutcome.Retry;
        }

        Assert.Equal(fork.PushedIn.Value, parent);
        fork.Parent.Write(parent);
        fork.Thief.Write(me + 1);
        return StealOutcome.Success;
    }

    /// <summary>PendingFork.IsPartOf, of the stolen fork that the task stands for.</summary>
    private bool IsPartOf(long task, Frame fork)
    {
        for (int hops = 0; !Frame.IsRootCall(task) && hops < 4; hops++)
        {
            Frame ancestor = Frames[Frame.Of(task)];
            if (ancestor == fork)
                return true;
            task = ancestor.Parent.Read();
        }
        return false;
    }

    private void Run(int me, int work)
    {
        Places[me].Ran[work]++;
        Body?.Invoke(me, work);
    }

    private void WaitFor(int me, Frame fork)
    {
        LimitModel? limit = Limits[Places[me].Region];
        if (limit is not null)
        {
            limit.Leave();
            if (flaw == GlueFlaw.WaitsForAPermit || fork.Permit.TryLend())
                limit.Release();
        }
        while (!fork.Latch.IsSet)
        {
            if (Dozes)
                Doze(Places[me], fork);
            else if (!TryHelp(me, fork))
                ModelCell.Spin();
        }
        if (flaw == GlueFlaw.WaitsForAPermit)
            limit?.Acquire();
        limit?.Enter();
    }

    private static void Doze(Place place, Frame fork)
    {
        if (!fork.Latch.TryAnnounceSleep())
            return;
        place.Parker.ParkFor(0);
        fork.Latch.CancelSleep();
    }

    /// <summary>The fields of a <see cref="Worker"/>.</summary>
    public sealed class Place(int index, int pieces)
    {
        public readonly int Index = index;
        public ForkStack<TStack> Stack;
        public ModelParker Parker;

        /// <summary>See <see cref="Frame.Task"/>; a multiple of 64 for a root call.</summary>
        public ModelCell Task;

        // The owner's alone.
        public long OwnTask;
        public int Region;

        /// <summary>How often the place has run each piece of work; read by the invariant.</summary>
        public readonly int[] Ran = new int[pieces];
    }

    /// <summary>A <see cref="PendingFork"/>.</summary>
    public sealed class Frame(int number)
    {
        public readonly int Number = number;
        public JoinLatch<TLatch> Latch;
        public PermitHandover<TLatch> Permit;
        public ModelCell Region;
        public ModelCell Thief;

        /// <summary>The owner's task when it pushed the fork; filled in by the thief.</summary>
        public ModelCell Parent;

        /// <summary>Which piece of work the frame holds at the moment.</summary>
        public readonly ModelPlain<int> Work = new($"frame {number}.work");

        public readonly ModelPlain<int> Result = new($"frame {number}.result");

        /// <summary>What the thief must find as parent.</summary>
        public readonly ModelPlain<long> PushedIn = new($"frame {number}.pushedIn");

        /// <summary>The task that runs the fork: the frame, which the walk goes by, and the piece of work, without which tasks would have the same number.</summary>
        public long Task => Work.Value * 64L + Number + 1;

        public static int Of(long task) => (int)(task % 64) - 1;

        public static bool IsRootCall(long task) => task % 64 == 0;

        public void Fill(int work, long task)
        {
            Work.Value = work;
            PushedIn.Value = task;
        }

        /// <summary>PendingFork.Rest.</summary>
        public void Rest()
        {
            Thief.Write(0);
            Parent.Write(0);
            Latch.Reset();
            Permit.Reset();
        }
    }
}
