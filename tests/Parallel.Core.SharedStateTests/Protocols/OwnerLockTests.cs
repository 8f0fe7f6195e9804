using ParallelCore.ModelTests.Checking;
using ParallelCore.Primitives;

namespace ParallelCore.ModelTests.Protocols;

/// <summary>Nobody is inside together with a reader, and each update is in exactly one of what readers take and what is left.</summary>
public sealed class OwnerLockTests
{
    private static readonly ModelOptions s_exhaustive = ModelOptions.Exhaustive with { ProcessWideFences = true };
    private static readonly ModelOptions s_bounded = s_exhaustive with { MaxPreemptions = Effort.Pick(quick: 2, full: 4) };

    [Fact]
    public void TryEnter_AgainstAReader_NothingIsLost() => OneOwner<ModelCell>(s_exhaustive, updates: 2, reads: 1).AssertCorrect();

    [Fact]
    public void TryEnter_AgainstAReaderThatComesAgain_NothingIsLost() => OneOwner<ModelCell>(s_bounded, updates: 3, reads: 2).AssertCorrect();

    [Fact]
    public void TryEnter_TwoOwnersAgainstAReaderOfBoth_NothingIsLost() => TwoOwners<ModelCell>(s_exhaustive).AssertCorrect();

    [Fact]
    public void TryEnter_OneOwnerAfterTheOther_AReaderSeesNotOnlyTheLater() => Snapshot(s_exhaustive).AssertCorrect();

    [Fact]
    public void TryEnterShared_TwoThreadsAgainstAReader_NothingIsLost() => Shared<ModelCell>(s_exhaustive).AssertCorrect();

    [Fact]
    public void D1_MarkAfterTheLookForAWish_IsCaught() =>
        OneOwner<FlawedCell<LateMark>>(s_exhaustive, 1, 1).AssertFails(FailureKind.DataRace);

    [Fact]
    public void D2_PayloadBeforeEnter_IsCaught() =>
        OneOwner<ModelCell>(s_exhaustive, 1, 1, GlueFlaw.PayloadBeforeEnter).AssertFails(FailureKind.DataRace);

    [Fact]
    public void D3_AskAfterFence_IsCaught() => OneOwner<ModelCell>(s_exhaustive, 1, 1, GlueFlaw.AskAfterFence).AssertFails(FailureKind.DataRace);

    [Fact]
    public void D4_OfTheReaderAlone_IsCaught() => OneOwner<FlawedCell<FlawedProcessWideFence>>(s_exhaustive, 1, 1).AssertFails(FailureKind.DataRace);

    [Fact]
    public void D5_PayloadWhileBusy_IsCaught() => OneOwner<ModelCell>(s_exhaustive, 1, 1, GlueFlaw.PayloadWhileBusy).AssertFails(FailureKind.DataRace);

    [Fact]
    public void D6_PayloadAfterExit_IsCaught() => OneOwner<ModelCell>(s_exhaustive, 1, 1, GlueFlaw.PayloadAfterExit).AssertFails(FailureKind.DataRace);

    [Fact]
    public void D7_PayloadAfterLetGo_IsCaught() =>
        OneOwner<ModelCell>(s_exhaustive, 1, 1, GlueFlaw.PayloadAfterLetGo).AssertFails(FailureKind.DataRace);

    [Fact]
    public void D8_CompareExchangeInTwoSteps_IsCaught() => Shared<FlawedCell<FlawedCompareExchange>>(s_exhaustive).AssertFails(FailureKind.DataRace);

    private static ModelReport OneOwner<TCell>(ModelOptions options, int updates, int reads, GlueFlaw flaw = GlueFlaw.None)
        where TCell : struct, IAtomicCell => ModelChecker.Explore(options, () =>
    {
        OwnerLockModel<TCell> model = new(1, flaw);
        return new Scenario()
            .Thread("owner", () =>
            {
                for (int i = 0; i < updates; i++)
                    model.Add(0);
            })
            .Thread("reader", () =>
            {
                for (int i = 0; i < reads; i++)
                    model.Take(1);
            })
            .Finally(() => Assert.Equal(updates, model.Total));
    });

    private static ModelReport TwoOwners<TCell>(ModelOptions options)
        where TCell : struct, IAtomicCell => ModelChecker.Explore(options, () =>
    {
        OwnerLockModel<TCell> model = new(2);
        return new Scenario()
            .Thread("owner 0", () => model.Add(0))
            .Thread("owner 1", () => model.Add(1))
            .Thread("reader", () => model.Take(1))
            .Finally(() => Assert.Equal(2, model.Total));
    });

    /// <summary>The second owner adds after the first one has, so that a reader never finds its update alone.</summary>
    private static ModelReport Snapshot(ModelOptions options) => ModelChecker.Explore(options, () =>
    {
        OwnerLockModel<ModelCell> model = new(2);
        ModelCell added = new("added");
        return new Scenario()
            .Thread("owner 0", () => { model.Add(0); added.Write(1); })
            .Thread("owner 1", () =>
            {
                if (added.Read() == 1)
                    model.Add(1);
            })
            .Thread("reader", () => model.Take(1))
            .Finally(() => Assert.True(model.Taken[0] >= model.Taken[1]));
    });

    private static ModelReport Shared<TCell>(ModelOptions options)
        where TCell : struct, IAtomicCell => ModelChecker.Explore(options, () =>
    {
        OwnerLockModel<TCell> model = new(1);
        return new Scenario()
            .Thread("thread 1", () => model.AddShared(0, 1))
            .Thread("thread 2", () => model.AddShared(0, 2))
            .Thread("reader", () => model.Take(3))
            .Finally(() => Assert.Equal(2, model.Total));
    });

    /// <summary>The owner's mark is stored only after the load that follows.</summary>
    private readonly struct LateMark : ICellFlaw
    {
        [ThreadStatic]
        private static ModelCell? t_late;

        public static long Read(ref ModelCell cell)
        {
            long value = cell.Read();
            if (t_late is { } late)
            {
                late.Read(); // a choice point
                late.Write(OwnerLock<ModelCell>.Owner);
                t_late = null;
            }
            return value;
        }

        public static void Write(ref ModelCell cell, long value)
        {
            if (value == OwnerLock<ModelCell>.Owner)
            {
                cell.Touch();
                t_late = cell;
                return;
            }
            cell.Write(value);
        }
    }
}
