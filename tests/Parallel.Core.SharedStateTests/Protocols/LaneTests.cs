using ParallelCore.ModelTests.Checking;
using ParallelCore.Primitives;

namespace ParallelCore.ModelTests.Protocols;

/// <summary>Loops that wait: what can run at once does, whoever leaves or comes meanwhile; what is above a stop doesn't begin or is cancelled, what is below it is not; and the end comes once.</summary>
public sealed class LaneTests
{
    private static readonly ModelOptions s_bounded = new() { MaxPreemptions = 1, MaxOvertakes = Effort.Pick(quick: 0, full: 1) };
    private static readonly ModelOptions s_flawed = new() { MaxPreemptions = 2, MaxOvertakes = 0 };
    private static readonly ModelOptions s_stopping = ModelOptions.Exhaustive with { ProcessWideFences = true, MaxPreemptions = 2, MaxOvertakes = 1 };

    [Fact]
    public void Gate_LaneThatFindsItClosedLeaves_ItComesBackForTheNextItem() => Meet(isPulled: true).AssertCorrect();

    [Fact]
    public void Gate_OpensWhileALaneLeaves_ItComesBackForTheNextItem() => AtTheGate<ModelCell>().AssertCorrect();

    [Fact]
    public void Rest_OfALaneWhoseBodyWaits_IsTakenByALaneThatLeaves() => Meet(isPulled: false).AssertCorrect();

    [Fact]
    public void Degree_RisesWhileALaneLeaves_ItComesBack() => Rises(GlueFlaw.None).AssertCorrect();

    [Fact]
    public void Stop_AgainstABodyAboveIt_ItIsCancelledOrDoesNotBegin() => Stops<ModelCell>(GlueFlaw.None, waits: true, 2).AssertCorrect();

    [Fact]
    public void Stop_AgainstABodyBelowIt_ItIsNotCancelled() => Stops<ModelCell>(GlueFlaw.None, waits: false, 2, 0).AssertCorrect();

    [Fact]
    public void Stop_LoweredTwice_BodiesAboveTheLowerOneAreCancelled() => StopsTwice().AssertCorrect();

    [Fact]
    public void Failure_WhileLanesClaim_AllBelowItRunAndTheEndComesOnce() => Fails().AssertCorrect();

    [Fact]
    public void End_AgainstACancellation_ComesOnceAndAfterIt() => Ends(GlueFlaw.None).AssertCorrect();

    [Fact]
    public void A1_StopReadBeforeThePositionIsPublished_IsCaught() =>
        Stops<ModelCell>(GlueFlaw.StopReadBeforePublishing, waits: true, 2).AssertFails(FailureKind.Livelock);

    [Fact]
    public void A2_FenceOfTheStopperAlone_IsCaught() =>
        Stops<FlawedCell<FlawedProcessWideFence>>(GlueFlaw.None, waits: true, 2).AssertFails(FailureKind.Livelock);

    [Fact]
    public void A2_PositionsReadBeforeTheStopIsLowered_IsCaught() =>
        Stops<ModelCell>(GlueFlaw.RunningReadBeforeStop, waits: true, 2).AssertFails(FailureKind.Livelock);

    [Fact]
    public void TryBeginStopped_TokenOfADoomedBodyNotRenewed_IsCaught() =>
        Stops<ModelCell>(GlueFlaw.TokenNotRenewed, waits: false, 2, 0).AssertFails(FailureKind.Assertion);

    [Fact]
    public void TryBeginStopped_WithoutTheLock_IsCaught() =>
        Stops<ModelCell>(GlueFlaw.BeginsStoppedWithoutLock, waits: false, 2, 0).AssertFails(FailureKind.DataRace);

    [Fact]
    public void A3_AsAPlainStore_IsCaught() => AtTheGate<FlawedCell<FlawedExchange>>().AssertFails(FailureKind.Livelock);

    [Fact]
    public void A3_ActiveLanesReadBeforeTheGateOpens_IsCaught() => AtTheGate<ModelCell>(GlueFlaw.ActiveReadBeforeGate).AssertFails(FailureKind.Livelock);

    [Fact]
    public void A4_AsAPlainStore_IsCaught() => AtTheGate<FlawedCell<FlawedAdd>>().AssertFails(FailureKind.Livelock);

    [Fact]
    public void A4_GateReadBeforeLeaving_IsCaught() => AtTheGate<ModelCell>(GlueFlaw.ClaimableReadBeforeLeaving).AssertFails(FailureKind.Livelock);

    [Fact]
    public void GiveBack_LaneStartedBeforeTheRestIsThere_IsCaught() => Meet(isPulled: false, GlueFlaw.StartBeforeGivingBack).AssertFails(FailureKind.Livelock);

    [Fact]
    public void TryRetire_CountedAfterTheLockIsLeft_IsCaught() => Meet(isPulled: false, GlueFlaw.LeavesAfterLock).AssertFails(FailureKind.Livelock);

    [Fact]
    public void OnDegreeRisen_ActiveLanesReadBeforeTheLock_IsCaught() => Rises(GlueFlaw.ActiveReadBeforeLock).AssertFails(FailureKind.Livelock);

    [Fact]
    public void End_WhoStopsIsNotCounted_IsCaught() => Ends(GlueFlaw.StoppersNotCounted).AssertFails(FailureKind.Assertion);

    [Fact]
    public void End_NotRemembered_IsCaught() => Ends(GlueFlaw.EndForgotten).AssertFails(FailureKind.Invariant);

    /// <summary>Two lanes are active, and each of two bodies waits for the other: of two items that are pulled, or of two positions that one lane has claimed.</summary>
    private static ModelReport Meet(bool isPulled, GlueFlaw flaw = GlueFlaw.None) => ModelChecker.Explore(flaw == GlueFlaw.None ? s_bounded : s_flawed, () =>
    {
        var meeting = new Meeting();
        LaneModel<ModelCell>? model = null;
        model = new LaneModel<ModelCell>(lanes: 2, active: 2, count: 2, degree: 2, isPulled, flaw)
        {
            Run = isPulled ? 1 : 2,
            Body = (lane, position) =>
            {
                model!.GiveBackBehind(lane, position);
                meeting.Come(position);
            },
        };
        return new Scenario()
            .Thread("lane 0", () => model.Live(0))
            .Thread("lane 1", () => model.Live(1))
            .Finally(() => Assert.Equal(1, model.Ended));
    });

    /// <summary>The same with items that are pulled, when one lane is about to open the gate, and the other one to leave.</summary>
    private static ModelReport AtTheGate<TCell>(GlueFlaw flaw = GlueFlaw.None)
        where TCell : struct, IAtomicCell => ModelChecker.Explore(s_bounded with { MaxOvertakes = typeof(TCell) == typeof(ModelCell) ? Effort.Pick(quick: 0, full: 4) : 4 }, () =>
    {
        var meeting = new Meeting();
        LaneModel<TCell> model = new LaneModel<TCell>(lanes: 2, active: 2, count: 2, degree: 2, isPulled: true, flaw) { Body = (_, position) => meeting.Come(position) }.AtTheGate();
        return new Scenario()
            .Thread("lane 0", () => model.LiveFromTheGate(0))
            .Thread("lane 1", () => model.LiveFromNothing(1))
            .Finally(() => Assert.Equal(1, model.Ended));
    });

    /// <summary>One lane too many is active since the degree was lowered, when it rises again; the two bodies wait for each other.</summary>
    private static ModelReport Rises(GlueFlaw flaw) => ModelChecker.Explore(s_bounded, () =>
    {
        var meeting = new Meeting();
        var model = new LaneModel<ModelCell>(lanes: 2, active: 2, count: 2, degree: 1, isPulled: false, flaw) { Body = (_, position) => meeting.Come(position) };
        return new Scenario()
            .Thread("lane 0", () => model.Live(0))
            .Thread("lane 1", () => model.Live(1))
            .Thread("owner of the degree", () => model.SetDegree(2))
            .Finally(() => Assert.Equal(1, model.Ended));
    });

    /// <summary>A lane runs one position after another, while something fails at 1. A body above that, once begun, ends when it is cancelled, if it waits.</summary>
    private static ModelReport Stops<TCell>(GlueFlaw flaw, bool waits, params int[] positions)
        where TCell : struct, IAtomicCell => ModelChecker.Explore(s_stopping, () =>
    {
        var model = new LaneModel<TCell>(lanes: 1, active: 1, count: 9, degree: 1, isPulled: false, flaw);
        return new Scenario()
            .Thread("lane", () =>
            {
                foreach (int position in positions)
                {
                    bool begins = model.TryBegin(0, position);
                    Assert.True(begins || position > 1);
                    while (begins && waits && !model.IsCancelled(0))
                        ModelCell.Spin();
                    Assert.True(position > 1 || !model.IsCancelled(0), "cancelled below the failure");
                }
            })
            .Thread("who fails", () => model.StopAbove(1));
    });

    /// <summary>A failure and a cancellation at once: neither body is left uncancelled.</summary>
    private static ModelReport StopsTwice() => ModelChecker.Explore(s_bounded with { ProcessWideFences = true }, () =>
    {
        var model = new LaneModel<ModelCell>(lanes: 1, active: 1, count: 9, degree: 1);
        return new Scenario()
            .Thread("lane", () =>
            {
                for (int position = 2; position >= 0; position -= 2)
                {
                    bool begins = model.TryBegin(0, position);
                    while (begins && !model.IsCancelled(0))
                        ModelCell.Spin();
                }
            })
            .Thread("who fails", () => model.StopAbove(1))
            .Thread("who cancels", () => model.StopAbove(-1));
    });

    /// <summary>The second of three items fails.</summary>
    private static ModelReport Fails() => ModelChecker.Explore(s_bounded with { ProcessWideFences = true }, () =>
    {
        ModelCell[] runs = [new("first"), new("second"), new("third")];
        LaneModel<ModelCell>? model = null;
        model = new LaneModel<ModelCell>(lanes: 2, active: 2, count: 3, degree: 2)
        {
            Body = (_, position) =>
            {
                runs[position].Add(1);
                if (position == 1)
                    model!.StopAbove(1);
            },
        };
        return new Scenario()
            .Thread("lane 0", () => model.Live(0))
            .Thread("lane 1", () => model.Live(1))
            .Finally(() => Assert.Equal((1, 1, true, 1), (runs[0].Read(), runs[1].Read(), runs[2].Read() <= 1, model.Ended)));
    });

    private static ModelReport Ends(GlueFlaw flaw) => ModelChecker.Explore((flaw == GlueFlaw.None ? s_bounded : s_flawed) with { ProcessWideFences = true }, () =>
    {
        var model = new LaneModel<ModelCell>(lanes: 1, active: 1, count: 1, degree: 1, isPulled: false, flaw);
        return new Scenario()
            .Thread("lane", () => model.Live(0))
            .Thread("who cancels", () => model.StopAbove(-1))
            .Finally(() => Assert.Equal(1, model.Ended));
    });

    /// <summary>Two bodies, each of which runs once and waits for the other.</summary>
    private sealed class Meeting
    {
        private readonly ModelCell[] _begun = [new("first has begun"), new("second has begun")];

        public void Come(int position)
        {
            Assert.Equal(1, _begun[position].Add(1));
            while (_begun[1 - position].Read() == 0)
            {
                ModelCell.Spin();
                ModelChecker.Forget(200 + position);
            }
        }
    }
}
