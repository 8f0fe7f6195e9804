using ParallelCore.Counters;
using ParallelCore.ModelTests.Checking;
using ParallelCore.Primitives;

namespace ParallelCore.ModelTests.Protocols;

/// <summary>Owners, sharers and a reader of one striped counter: no addition is lost, and each is in exactly one take.</summary>
public sealed class CounterCellsTests
{
    private static readonly ModelOptions s_bounded = new() { MaxPreemptions = 3 };
    private static readonly ModelOptions s_threeAtOnce = new() { MaxPreemptions = Effort.Pick(quick: 2, full: 3) };

    [Fact]
    public void Take_TwoOwnersAdd_EachAdditionIsInOneTake() => Run<ModelCell>(
        ModelOptions.Exhaustive, reads: 2, Owner<ModelCell>(number: 1, times: 2), Owner<ModelCell>(number: 2, times: 2)).AssertCorrect();

    [Fact]
    public void Take_OwnerAndSharersAdd_EachAdditionIsInOneTake() => Run<ModelCell>(
        s_threeAtOnce, reads: 2, Owner<ModelCell>(number: 1, times: 2), Sharer<ModelCell>(processor: 0, times: 2), Sharer<ModelCell>(processor: 0, times: 1)).AssertCorrect();

    [Fact]
    public void Grow_SharersOfTwoProcessorsMeet_EachAdditionIsInOneTake() => Run<ModelCell>(
        s_threeAtOnce, reads: 1, Sharer<ModelCell>(processor: 0, times: 2), Sharer<ModelCell>(processor: 1, times: 2), Sharer<ModelCell>(processor: 3, times: 2)).AssertCorrect();

    [Fact]
    public void Grow_SharersMeet_MoreCellsAreUsed()
    {
        int most = 0;
        ModelChecker.Explore(ModelOptions.Exhaustive, () =>
        {
            CounterCells<ModelCell> cells = New<ModelCell>();
            return new Scenario()
                .Thread("0", () => Sharer<ModelCell>(0, 2)(ref cells))
                .Thread("1", () => Sharer<ModelCell>(1, 2)(ref cells))
                .Finally(() => most = Math.Max(most, cells.SharedCount));
        }).AssertCorrect();
        Assert.InRange(most, 2, 4);
    }

    [Fact]
    public void Read_WhileAnotherTakes_IsNeverNegative() => ModelChecker.Explore(ModelOptions.Exhaustive, () =>
    {
        CounterCells<ModelCell> cells = New<ModelCell>();
        return new Scenario()
            .Thread("owner", () => Owner<ModelCell>(1, 2)(ref cells))
            .Thread("taker", () => cells.Take())
            .Thread("reader", () => Assert.InRange(cells.Read(), 0, 2));
    }).AssertCorrect();

    [Fact]
    public void Read_AfterOwnAddition_ContainsIt() => ModelChecker.Explore(ModelOptions.Exhaustive, () =>
    {
        CounterCells<ModelCell> cells = New<ModelCell>();
        return new Scenario()
            .Thread("sharer", () => Sharer<ModelCell>(0, 2)(ref cells))
            .Thread("owner", () =>
            {
                Owner<ModelCell>(1, 2)(ref cells);
                Assert.InRange(cells.Read(), 2, 4);
            });
    }).AssertCorrect();

    [Fact]
    public void TryAddShared_CompareExchangeInTwoSteps_IsCaught() => Run<FlawedCell<FlawedCompareExchange>>(
        s_bounded, reads: 0, Sharer<FlawedCell<FlawedCompareExchange>>(0, 1), Sharer<FlawedCell<FlawedCompareExchange>>(0, 1)).AssertFails(FailureKind.Invariant);

    [Fact]
    public void AddContended_AdditionInTwoSteps_IsCaught() => Run<FlawedCell<FlawedAdd>>(
        s_bounded, reads: 0, Sharer<FlawedCell<FlawedAdd>>(0, 2), Sharer<FlawedCell<FlawedAdd>>(0, 2), Sharer<FlawedCell<FlawedAdd>>(0, 1)).AssertFails(FailureKind.Invariant);

    [Fact]
    public void AddOwning_TwoThreadsWithOneNumber_IsCaught() => Run<ModelCell>(
        ModelOptions.Exhaustive, reads: 0, Owner<ModelCell>(number: 1, times: 1), Owner<ModelCell>(number: 1, times: 1)).AssertFails(FailureKind.Invariant);

    [Fact]
    public void Take_TwoAtOnceWithoutTheLock_IsCaught() => ModelChecker.Explore(ModelOptions.Exhaustive, () =>
    {
        CounterCells<ModelCell> cells = New<ModelCell>();
        cells.AddOwning(1, 1);
        long[] taken = new long[2];
        return new Scenario()
            .Thread("taker 0", () => taken[0] = cells.Take())
            .Thread("taker 1", () => taken[1] = cells.Take())
            .Finally(() => Assert.Equal(1, taken.Sum()));
    }).AssertFails(FailureKind.Invariant);

    private delegate int Adder<TCell>(ref CounterCells<TCell> cells)
        where TCell : struct, IAtomicCell;

    private static CounterCells<TCell> New<TCell>()
        where TCell : struct, IAtomicCell => new(new CellTable<TCell, PaddedCell<TCell>>(mostShared: 4));

    private static Adder<TCell> Owner<TCell>(int number, int times)
        where TCell : struct, IAtomicCell => (ref CounterCells<TCell> cells) =>
    {
        for (int i = 0; i < times; i++)
        {
            if (!cells.TryAddOwn(1, number))
                cells.AddOwning(1, number);
        }
        return times;
    };

    private static Adder<TCell> Sharer<TCell>(int processor, int times)
        where TCell : struct, IAtomicCell => (ref CounterCells<TCell> cells) =>
    {
        for (int i = 0; i < times; i++)
        {
            if (!cells.TryAddShared(1, processor))
                cells.AddContended(1, processor);
        }
        return times;
    };

    private static ModelReport Run<TCell>(ModelOptions options, int reads, params Adder<TCell>[] adders)
        where TCell : struct, IAtomicCell => ModelChecker.Explore(options, () =>
    {
        CounterCells<TCell> cells = New<TCell>();
        int[] added = new int[adders.Length];
        long taken = 0;
        Scenario scenario = new();
        for (int i = 0; i < adders.Length; i++)
        {
            int me = i;
            scenario.Thread($"adder {me}", () => added[me] = adders[me](ref cells));
        }
        if (reads > 0)
        {
            scenario.Thread("taker", () =>
            {
                for (int i = 0; i < reads; i++)
                    taken += cells.Take();
            });
        }
        return scenario.Finally(() =>
        {
            long left = cells.Read();
            Assert.Equal(left, cells.Take());
            Assert.Equal(added.Sum(), taken + left);
            Assert.Equal(0, cells.Read());
        });
    });
}
