using ParallelCore.ModelTests.Checking;

namespace ParallelCore.ModelTests.Protocols;

/// <summary>Promise 4: whoever waits runs descendants of what it waits for and nothing else, although frames, indices and places are used again.</summary>
public sealed class LeapfrogTests
{
    private const int Waiter = 0;
    private const int Thief = 1;
    private const int NextThief = 2;

    // Pieces: what the waiter waits for, its parts, and a stranger's.
    private const int Fork = 0;
    private const int Part = 1;
    private const int PartOfPart = 2;
    private const int Stranger = 3;
    private const int PartOfStranger = 4;

    private static readonly ModelOptions s_bounded = new() { MaxPreemptions = 3 };

    [Fact]
    public void TryTakePartOf_ThiefBeganAStrangersTask_TakesNothingOfIt() => OneHop(GlueFlaw.None).AssertCorrect();

    [Fact]
    public void TryTakePartOf_TaskNotCompared_IsCaught() => OneHop(GlueFlaw.NoTaskCheck).AssertFails(FailureKind.Assertion);

    [Fact]
    public void TryTakePartOf_FramesOfTheChainAreRecycled_TakesNothingOfAStranger() => TwoHops(GlueFlaw.None).AssertCorrect();

    [Fact]
    public void TryTakePartOf_OwnerWordReadBeforeThiefWord_IsCaught() => TwoHops(GlueFlaw.OwnerWordFirst).AssertFails(FailureKind.Assertion);

    [Fact]
    public void TryTakePartOf_OwnerWordNotCompared_IsCaught() => TwoHops(GlueFlaw.NoOwnerWord).AssertFails(FailureKind.Assertion);

    [Fact]
    public void TryTakePartOf_WaitingAtIsStaleAndItsFrameWentToAnotherPlace_TakesNothingOfAStranger() => Recycled(GlueFlaw.None).AssertCorrect();

    [Fact]
    public void TryTakePartOf_FrameOfAnotherPlaceAndOwnerWordReadFirst_IsCaught() => Recycled(GlueFlaw.OwnerWordFirst).AssertFails(FailureKind.Assertion);

    [Fact]
    public void TryTakePartOf_FrameOfAnotherPlaceAndOwnerWordNotCompared_IsCaught() => Recycled(GlueFlaw.NoOwnerWord).AssertFails(FailureKind.Assertion);

    [Fact]
    public void WakeForExposed_OnlyAnOwnerFurtherUpSleeps_ItFollowsTheChainAndHelps() => ModelChecker.Explore(ModelOptions.Exhaustive, static () =>
    {
        // The thief waits too, but gets no processor.
        JoinModel<ModelCell> model = Chain(GlueFlaw.None);
        model.Body = (me, work) =>
        {
            if (work != Part)
                return;
            model.Expose(me, 2, PartOfPart);
            while (!model.Places[me].Slot.IsEmpty)
                ModelCell.Spin();
            while (!model.Frames[2].Latch.IsSet)
                ModelCell.Spin();
            model.Frames[0].Latch.Set(); // on behalf of the thief
            model.Places[Waiter].Parker.Unpark();
        };
        model.Frames[0].Result.Value = Fork;
        return new Scenario()
            .Thread("waiter", () => model.Join(Waiter, 0, Fork))
            .Thread("next thief", () => model.FinishStolen(NextThief))
            .Finally(() => Assert.Equal(1, model.Places[Waiter].Ran[PartOfPart]));
    }).AssertCorrect();

    /// <summary>The thief finishes the fork, begins a stranger's task, and exposes the frame that it exposed before.</summary>
    private static ModelReport OneHop(GlueFlaw flaw) => ModelChecker.Explore(s_bounded, () =>
    {
        JoinModel<ModelCell> model = new(2, [0, 1], 5, flaw);
        model.BeginTask(Waiter);
        model.Stolen(Waiter, 0, Fork, Thief);
        model.Body = (me, work) =>
        {
            if (me == Waiter)
                Assert.Equal(Part, work);
            if (work != Fork)
                return;
            model.Expose(me, 1, Part);
            model.Join(me, 1, Part);
        };
        return new Scenario()
            .Thread("waiter", () => model.Join(Waiter, 0, Fork))
            .Thread("thief", () =>
            {
                model.FinishStolen(Thief);
                model.BeginTask(Thief);
                model.Expose(Thief, 1, Stranger);
                model.Join(Thief, 1, Stranger);
            })
            .Finally(() => Assert.Equal((1, 1, 1), (model.Runs(Fork), model.Runs(Part), model.Runs(Stranger))));
    });

    /// <summary>Both thieves finish; the first begins a stranger's task in the same frame, and the second steals it.</summary>
    private static ModelReport TwoHops(GlueFlaw flaw) => ModelChecker.Explore(s_bounded, () =>
    {
        JoinModel<ModelCell> model = Chain(flaw);
        model.Body = (me, work) =>
        {
            if (me == Waiter)
                Assert.Equal(PartOfPart, work);
            if (work is not Stranger)
                return;
            model.Expose(me, 2, PartOfStranger);
            model.Join(me, 2, PartOfStranger);
        };
        return new Scenario()
            .Thread("waiter", () => model.TryHelp(Waiter, 0))
            .Thread("thief", () =>
            {
                while (!model.Frames[1].Latch.IsSet)
                    ModelCell.Spin();
                model.Places[Thief].WaitingAt.Write(0);
                model.FinishStolen(Thief);
                model.BeginTask(Thief);
                model.Expose(Thief, 1, Stranger);
                while (!model.Places[Thief].Slot.IsEmpty)
                    ModelCell.Spin();
                model.Places[Thief].WaitingAt.Write(2);
                while (!model.Frames[1].Latch.IsSet)
                    ModelCell.Spin();
            })
            .Thread("next thief", () =>
            {
                model.FinishStolen(NextThief);
                while (!model.Places[Thief].Slot.HasFork)
                    ModelCell.Spin();
                model.TrySteal(NextThief, Thief);
            })
            .Finally(() => Assert.Equal((1, 1), (model.Runs(Stranger), model.Runs(PartOfStranger))));
    });

    /// <summary>
    /// The thief needs a frame of another type at the index at which it waited. The old one goes through the pool to the next thief, who exposes a stranger's fork
    /// with it, which the first thief steals.
    /// </summary>
    private static ModelReport Recycled(GlueFlaw flaw) => ModelChecker.Explore(s_bounded, () =>
    {
        JoinModel<ModelCell> model = new(3, [Waiter, Thief, Thief, Thief], 5, flaw);
        model.BeginTask(Waiter);
        model.Stolen(Waiter, 0, Fork, Thief).Stolen(Thief, 1, Part, NextThief);
        PlaceModel<ModelCell> thief = model.Places[Thief];
        thief.WaitingAt.Write(2);
        thief.FrameAt = new ModelCell[3];
        thief.FrameAt[1].Write(1);
        thief.FrameAt[2].Write(2);
        model.Places[NextThief].FrameAt = new ModelCell[1];
        ModelCell pool = new("pool");
        model.Body = (me, work) =>
        {
            Assert.NotEqual(Waiter, me);
            if (work is not Stranger)
                return;
            model.Expose(me, 2, PartOfStranger);
            model.Join(me, 2, PartOfStranger);
        };
        return new Scenario()
            .Thread("waiter", () => model.TryHelp(Waiter, 0))
            .Thread("thief", () =>
            {
                while (!model.Frames[1].Latch.IsSet)
                    ModelCell.Spin();
                thief.WaitingAt.Write(0);
                pool.Write(1); // Worker.NewFrame: the old frame is in the pool before its place holds the new one
                thief.FrameAt[1].Write(3);
                model.FinishStolen(Thief);
                while (!model.Places[NextThief].Slot.HasFork)
                    ModelCell.Spin();
                model.TrySteal(Thief, NextThief);
            })
            .Thread("next thief", () =>
            {
                model.FinishStolen(NextThief);
                while (pool.Read() == 0)
                    ModelCell.Spin();
                model.BeginTask(NextThief);
                model.Frames[1].Owner.Value = NextThief;
                model.Places[NextThief].FrameAt![0].Write(1);
                model.Expose(NextThief, 0, Stranger);
                while (!model.Frames[1].Latch.IsSet)
                    ModelCell.Spin();
            })
            .Finally(() => Assert.Equal((1, 1), (model.Runs(Stranger), model.Runs(PartOfStranger))));
    });

    /// <summary>The waiter's fork is stolen by the thief, who waits for a part that the next thief has stolen.</summary>
    private static JoinModel<ModelCell> Chain(GlueFlaw flaw)
    {
        JoinModel<ModelCell> model = new(3, [Waiter, Thief, NextThief], 5, flaw);
        model.BeginTask(Waiter);
        model.Stolen(Waiter, 0, Fork, Thief).Stolen(Thief, 1, Part, NextThief);
        model.Places[Thief].WaitingAt.Write(2);
        return model;
    }
}
