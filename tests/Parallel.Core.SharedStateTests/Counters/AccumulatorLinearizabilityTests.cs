using CsCheck;
using FluentAssertions;
using ParallelCore.Counters;

namespace ParallelCore.Tests.Counters;

/// <summary>Results are snapshots: for every parallel history there is a sequential one with the same results.</summary>
public sealed class AccumulatorLinearizabilityTests
{
    private const int Histories = 1_000;
    private const int HistoriesInABatch = 20; // the rest of a batch with a failure is spent on a simpler one, which nobody is going to read

    [Fact]
    public void Members_InParallel_HaveASequentialOrder() => Sample(static () =>
    {
        StripedAccumulator<long> sum = StripedAccumulator.Sum<long>();
        return new AccumulatorHistory(sum.Add, sum.Result, sum.ResultThenReset, sum.Reset);
    }, Effort.Pick(quick: 50, full: Histories));

    [Fact]
    public void BrokenAccumulator_InParallel_IsCaught() => FluentActions.Invoking(static () =>
    {
        for (int done = 0; done < Histories; done += HistoriesInABatch)
        {
            Sample(static () =>
            {
                var sum = new BrokenAccumulator();
                return new AccumulatorHistory(sum.Add, sum.Result, sum.ResultThenReset, sum.Reset);
            }, HistoriesInABatch);
        }
    }).Should().Throw<CsCheckException>();

    private static void Sample(Func<AccumulatorHistory> create, int histories) => Gen.Const(0).Select(_ => create()).SampleParallel(
        [
            Gen.Long[1, 1000].Operation<AccumulatorHistory>(value => $"add {value}", (history, value) => history.Add(value)),
            Gen.Operation<AccumulatorHistory>("result", history => history.Result()),
            Gen.Operation<AccumulatorHistory>("take", history => history.ResultThenReset()),
            Gen.Operation<AccumulatorHistory>("reset", history => history.Reset()),
        ],
        equal: static (found, expected) => found.IsSame(expected),
        maxSequentialOperations: 2,
        maxParallelOperations: 4,
        iter: histories,
        threads: 3,
        print: static history => history.ToString());
}
