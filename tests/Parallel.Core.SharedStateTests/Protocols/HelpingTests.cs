using ParallelCore.ModelTests.Checking;
using ParallelCore.Primitives;
using ParallelCore.Scheduling;

namespace ParallelCore.ModelTests.Protocols;

/// <summary>Promise 4: whoever waits runs descendants of what it waits for and nothing else, although frames, indices and places are used again.</summary>
public sealed class HelpingTests
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
    private const int Pieces = 5;

    private static readonly ModelOptions s_exhaustive = ModelOptions.Exhaustive with { ProcessWideFences = true };
    private static readonly ModelOptions s_bounded = s_exhaustive with { MaxPreemptions = 3 };
    private static readonly ModelOptions s_bounded2 = s_exhaustive with { MaxPreemptions = 2 };

    [Fact]
    public void TryTakePartOf_OnlyTheWaiterCanTakeAPart_ItDoes() => Needed(publishesAll: false).AssertCorrect();

    [Fact]
    public void TryTakePartOf_OnlyTheWaiterCanTakeAPublicPart_ItDoes() => Needed(publishesAll: true).AssertCorrect();

    [Fact]
    public void TryTakePartOf_OnlyTheWaiterCanTakeAPartOfAPart_ItDoes() => ModelChecker.Explore(s_bounded2, static () =>
    {
        // The thief waits, too, but gets no processor.
        JoinModel<ModelCell, ModelCell> model = Chain<ModelCell>(GlueFlaw.None);
        model.Body = (me, work) =>
        {
            if (work != Part)
                return;
            model.Push(me, 0, PartOfPart);
            while (model.Places[me].Stack.Top == 0)
                ModelCell.Spin();
            model.Join(me, 0, PartOfPart);
        };
        return new Scenario()
            .Thread("waiter", () =>
            {
                while (!model.TryHelp(Waiter, model.FrameOf(Waiter, 0)))
                    ModelCell.Spin();
            })
            .Thread("next thief", () => model.FinishStolen(NextThief, model.FrameOf(Thief, 0)))
            .Finally(() => Assert.Equal(1, model.Places[Waiter].Ran[PartOfPart]));
    }).AssertCorrect();

    [Fact]
    public void TryTakePartOf_ThiefGoesOnToAStrangersTask_TakesNothingOfIt() => OneHop<ModelCell>(raids: true).AssertCorrect();

    [Fact]
    public void TryTakePartOf_ThiefPublishesAndGoesOnToAStrangersTask_TakesNothingOfIt() => OneHop<ModelCell>(raids: false).AssertCorrect();

    [Fact]
    public void TryTakePartOf_ChainsEndMeanwhile_TakesNothingOfAStranger() => TwoHops<ModelCell>(raids: true).AssertCorrect();

    [Fact]
    public void TryTakePartOf_ChainsEndMeanwhileAndForksArePublic_TakesNothingOfAStranger() => TwoHops<ModelCell>(raids: false, preemptions: Effort.Pick(quick: 1, full: 2)).AssertCorrect();

    [Fact]
    public void TryTakePartOf_WithoutFilter_IsCaught() => OneHop<ModelCell>(raids: false, GlueFlaw.NoFilter).AssertFails(FailureKind.Assertion);

    [Fact]
    public void TryTakePartOf_TaskReadBeforeTheHead_IsCaught() => OneHop<ModelCell>(raids: false, GlueFlaw.TaskBeforePeek).AssertFails(FailureKind.Assertion);

    [Fact]
    public void TryTakePartOf_TaskReadBeforeTheClaim_IsCaught() => OneHop<ModelCell>(raids: true, GlueFlaw.TaskBeforePeek).AssertFails(FailureKind.Assertion);

    [Fact]
    public void TryTakePartOf_AskedBeforeTheClaimOnly_IsCaught() => OneHop<ModelCell>(raids: true, GlueFlaw.FilterBeforeClaim).AssertFails(FailureKind.Assertion);

    [Fact]
    public void TryTakePartOf_AnswerNotValidatedByTheTag_IsCaught() =>
        OneHop<FlawedCell<ForkStackTests.NoTags>>(raids: false).AssertFails(FailureKind.Assertion);

    [Fact]
    public void TryTakePartOf_WalkNotValidatedByTheTag_IsCaught() =>
        TwoHops<FlawedCell<ForkStackTests.NoTags>>(raids: false).AssertFails(FailureKind.Assertion);

    /// <summary>The thief goes on only when its part was taken.</summary>
    private static ModelReport Needed(bool publishesAll) => ModelChecker.Explore(s_bounded2, () =>
    {
        JoinModel<ModelCell, ModelCell> model = new(2, 1, Pieces);
        model.Stolen(Waiter, 0, Fork, Thief);
        model.Body = (me, work) =>
        {
            if (work != Fork)
                return;
            model.Push(me, 0, Part, publishesAll: publishesAll);
            while (model.Places[me].Stack.Top == 0)
                ModelCell.Spin();
            model.Join(me, 0, Part);
        };
        return new Scenario()
            .Thread("waiter", () => model.Join(Waiter, 0, Fork))
            .Thread("thief", () => model.FinishStolen(Thief, model.FrameOf(Waiter, 0)))
            .Finally(() => Assert.Equal((1, 1), (model.Runs(Fork), model.Places[Waiter].Ran[Part])));
    });

    /// <summary>The thief finishes the fork, begins a stranger's task, and pushes a fork at the same index as before.</summary>
    private static ModelReport OneHop<TStack>(bool raids, GlueFlaw flaw = GlueFlaw.None)
        where TStack : struct, IAtomicCell => ModelChecker.Explore(s_bounded, () =>
    {
        JoinModel<TStack, ModelCell> model = new(2, 1, Pieces, flaw) { Raids = raids };
        model.Stolen(Waiter, 0, Fork, Thief);
        model.Body = (me, work) =>
        {
            if (me == Waiter)
                Assert.Equal(Part, work);
            if (work != Fork)
                return;
            model.Push(me, 0, Part, publishesAll: !raids);
            model.Join(me, 0, Part);
        };
        return new Scenario()
            .Thread("waiter", () => model.TryHelp(Waiter, model.FrameOf(Waiter, 0)))
            .Thread("thief", () =>
            {
                model.FinishStolen(Thief, model.FrameOf(Waiter, 0));
                model.BeginTask(Thief, 64);
                model.Push(Thief, 0, Stranger, publishesAll: !raids);
                model.Join(Thief, 0, Stranger);
            })
            .Finally(() => Assert.Equal((1, 1, 1), (model.Runs(Fork), model.Runs(Part), model.Runs(Stranger))));
    });

    /// <summary>The next thief has pushed a part of the part, and pushes, when all of the chain is over, a stranger's fork at the same index.</summary>
    private static ModelReport TwoHops<TStack>(bool raids, GlueFlaw flaw = GlueFlaw.None, int preemptions = 2)
        where TStack : struct, IAtomicCell => ModelChecker.Explore(s_exhaustive with { MaxPreemptions = raids ? 1 : preemptions }, () =>
    {
        JoinModel<TStack, ModelCell> model = Chain<TStack>(flaw);
        model.Raids = raids;
        model.Push(NextThief, 0, PartOfPart, publishesAll: !raids);
        model.Body = (me, work) =>
        {
            if (me == Waiter)
                Assert.Equal(PartOfPart, work);
            if (me != NextThief || work is not (Part or Stranger))
                return;
            if (work == Stranger)
                model.Push(me, 0, PartOfStranger, publishesAll: !raids);
            model.Join(me, 0, work == Stranger ? PartOfStranger : PartOfPart);
        };
        return new Scenario()
            .Thread("waiter", () => model.TryHelp(Waiter, model.FrameOf(Waiter, 0)))
            .Thread("thief", () =>
            {
                // Its wait for the part, in which it doesn't help.
                while (!model.FrameOf(Thief, 0).Latch.IsSet)
                    ModelCell.Spin();
                model.Places[Thief].Stack.Retire(0);
                model.FrameOf(Thief, 0).Rest();
                model.FinishStolen(Thief, model.FrameOf(Waiter, 0));
                model.BeginTask(Thief, 64);
                model.Push(Thief, 0, Stranger, publishesAll: !raids);
                while (model.Places[Thief].Stack.Top == 0)
                {
                    ModelCell.Spin();
                    ModelChecker.Forget(0);
                }
                model.Join(Thief, 0, Stranger);
            })
            .Thread("next thief", () =>
            {
                model.FinishStolen(NextThief, model.FrameOf(Thief, 0));
                while (model.TrySteal(NextThief, Thief) != StealOutcome.Success)
                {
                    ModelCell.Spin();
                    ModelChecker.Forget(0);
                }
            })
            .Finally(() => Assert.Equal((1, 1, 1), (model.Runs(Part), model.Runs(PartOfPart), model.Runs(Stranger))));
    });

    /// <summary>The waiter's fork is stolen by the thief, who waits for a part that the next thief has stolen.</summary>
    private static JoinModel<TStack, ModelCell> Chain<TStack>(GlueFlaw flaw)
        where TStack : struct, IAtomicCell
    {
        JoinModel<TStack, ModelCell> model = new(3, 1, Pieces, flaw);
        return model.Stolen(Waiter, 0, Fork, Thief).Stolen(Thief, 0, Part, NextThief);
    }
}
