using ParallelCore.ModelTests.Checking;
using ParallelCore.Primitives;
using ParallelCore.Scheduling;

namespace ParallelCore.ModelTests.Protocols;

/// <summary>A place that one guest leaves and the next takes, while a thief may still look at what the first had pushed there.</summary>
public sealed class GuestLeaseTests
{
    private static readonly ModelOptions s_exhaustive = ModelOptions.Exhaustive with { ProcessWideFences = true };
    private static readonly ModelOptions s_bounded = s_exhaustive with { MaxPreemptions = 2 };

    [Fact]
    public void TryAcquire_TwoGuests_OneHoldsThePlaceAtATime() => Guests<ModelCell>(s_exhaustive, thieves: 0).AssertCorrect();

    [Fact]
    public void TryTake_PlaceChangedHands_EachForkRunsOnceAndForItsGuest() => Guests<ModelCell>(s_bounded with { MaxPreemptions = Effort.Pick(quick: 1, full: 2) }, thieves: 1).AssertCorrect();

    [Fact]
    public void R1_AsAPlainStore_IsCaught() =>
        Guests<FlawedCell<FlawedCompareExchange>>(s_exhaustive, thieves: 0).AssertFails(FailureKind.DataRace);

    [Fact]
    public void R1_PlaceReadBeforeAcquire_IsCaught() =>
        Guests<ModelCell>(s_exhaustive, thieves: 0, GlueFlaw.PlaceBeforeAcquire).AssertFails(FailureKind.DataRace);

    [Fact]
    public void R2_PlaceTidiedAfterRelease_IsCaught() =>
        Guests<ModelCell>(s_exhaustive, thieves: 0, GlueFlaw.PlaceAfterRelease).AssertFails(FailureKind.DataRace);

    private static ModelReport Guests<TLeaseCell>(ModelOptions options, int thieves, GlueFlaw flaw = GlueFlaw.None)
        where TLeaseCell : struct, IAtomicCell => ModelChecker.Explore(options, () =>
    {
        JoinModel<ModelCell, ModelCell> model = new(1 + thieves, 1, 2);
        GuestLease<TLeaseCell> lease = default;
        ModelPlain<int> depth = new("depth");
        Scenario scenario = new Scenario()
            .Thread("guest 0", () => Visit(model, ref lease, depth, 0, flaw))
            .Thread("guest 1", () => Visit(model, ref lease, depth, 1, flaw));
        if (thieves > 0)
        {
            scenario.Thread("thief", () =>
            {
                model.TrySteal(1, 0);
                model.TrySteal(1, 0);
            });
        }
        return scenario.Finally(() => Assert.Equal((1, 1), (model.Runs(0), model.Runs(1))));
    });

    /// <summary>WorkerLease.Enter, one fork and its join, WorkerLease.Exit.</summary>
    private static void Visit<TLeaseCell>(JoinModel<ModelCell, ModelCell> model, ref GuestLease<TLeaseCell> lease, ModelPlain<int> depth, int work, GlueFlaw flaw)
        where TLeaseCell : struct, IAtomicCell
    {
        if (flaw == GlueFlaw.PlaceBeforeAcquire)
            _ = depth.Value;
        while (!lease.TryAcquire())
            ModelCell.Spin();
        Assert.Equal(0, depth.Value);
        depth.Value = 1;
        model.BeginTask(0, (work + 1) * 64);
        model.Push(0, 0, work);
        model.Join(0, 0, work);
        if (flaw != GlueFlaw.PlaceAfterRelease)
            depth.Value = 0;
        lease.Release();
        if (flaw == GlueFlaw.PlaceAfterRelease)
            depth.Value = 0;
    }
}
