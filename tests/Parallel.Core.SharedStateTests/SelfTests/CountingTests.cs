using ParallelCore.ModelTests.Checking;

namespace ParallelCore.ModelTests.SelfTests;

public sealed class CountingTests
{
    public static TheoryData<int, long> WritesAndInterleavings => Effort.Pick(
        quick: new TheoryData<int, long> { { 1, 2 }, { 2, 6 }, { 4, 70 } },
        full: new TheoryData<int, long> { { 1, 2 }, { 2, 6 }, { 4, 70 }, { 6, 924 } });

    [Theory]
    [MemberData(nameof(WritesAndInterleavings))]
    public void Explore_TwoThreadsOfIndependentWrites_RunsEveryInterleavingOnce(int writes, long binomial)
    {
        ModelOptions everything = ModelOptions.SequentiallyConsistent with { SkipKnownStates = false };
        ModelReport report = ModelChecker.Explore(everything, () => IndependentWrites(2, writes)).AssertCorrect();
        Assert.Equal(binomial, report.Executions);
    }

    [Fact]
    public void Explore_ThreeThreadsOfIndependentWrites_RunsEveryInterleavingOnce()
    {
        ModelOptions everything = ModelOptions.SequentiallyConsistent with { SkipKnownStates = false };
        Assert.Equal(1680, ModelChecker.Explore(everything, () => IndependentWrites(3, 3)).AssertCorrect().Executions);
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 8)]
    public void Explore_PreemptionBound_CountsOnlySwitchesThatWereNotNeeded(int bound, long expected)
    {
        // Without a preemption: one thread after the other. With one: after 1..3 writes of the first, all of the second; the same mirrored.
        ModelOptions bounded = ModelOptions.SequentiallyConsistent with { SkipKnownStates = false, MaxPreemptions = bound };
        Assert.Equal(expected, ModelChecker.Explore(bounded, () => IndependentWrites(2, 4)).AssertCorrect().Executions);
    }

    [Fact]
    public void Explore_StoresIntoBuffersThatNobodyReads_AreNoChoice()
    {
        ModelOptions everything = ModelOptions.Exhaustive with { SkipKnownStates = false };
        Assert.Equal(2, ModelChecker.Explore(everything, () => IndependentWrites(2, 4)).AssertCorrect().Executions);
    }

    [Fact]
    public void Explore_KnownStatesSkipped_VisitsTheGridOfStates()
    {
        ModelReport report = ModelChecker.Explore(ModelOptions.SequentiallyConsistent, () => IndependentWrites(2, 6)).AssertCorrect();
        Assert.Equal(36, report.States);
    }

    [Fact]
    public void Explore_MaxExecutionsReached_IsIncompleteAndNotCorrect()
    {
        ModelReport report = ModelChecker.Explore(ModelOptions.SequentiallyConsistent with { MaxExecutions = 3 }, () => IndependentWrites(2, 6));
        Assert.False(report.IsComplete);
        Assert.Equal(3, report.Executions);
        Assert.Throws<ModelFailureException>(report.AssertCorrect);
    }

    [Fact]
    public void Explore_NoThreads_HasOneExecution()
    {
        ModelReport report = ModelChecker.Explore(ModelOptions.Exhaustive, () => new Scenario()).AssertCorrect();
        Assert.Equal(1, report.Executions);
    }

    private static Scenario IndependentWrites(int threads, int writes)
    {
        ModelCell[] cells = new ModelCell[threads];
        for (int i = 0; i < threads; i++)
            cells[i] = new ModelCell($"cell {i}");
        Scenario scenario = new();
        for (int i = 0; i < threads; i++)
        {
            int own = i;
            scenario.Thread($"writer {i}", () =>
            {
                for (int value = 1; value <= writes; value++)
                    cells[own].Write(value);
            });
        }
        return scenario.Finally(() => Assert.All(cells, cell => Assert.Equal(writes, cell.Read())));
    }
}
