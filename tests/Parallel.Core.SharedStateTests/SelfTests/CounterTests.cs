using ParallelCore.ModelTests.Checking;

namespace ParallelCore.ModelTests.SelfTests;

public sealed class CounterTests
{
    [Fact]
    public void Explore_CompareExchangeLoop_CountsExactly() => Explore(ModelOptions.Exhaustive with { MaxPreemptions = 3 }, 3, 2, static (ref ModelCell counter) =>
    {
        while (true)
        {
            long seen = counter.Read();
            if (counter.CompareExchange(seen + 1, seen) == seen)
                return;
        }
    }).AssertCorrect();

    [Fact]
    public void Explore_CompareExchangeLoopThatForgets_CountsExactlyInFewerStates()
    {
        long all = CompareExchangeLoop(forgets: false).AssertCorrect().States;
        long few = CompareExchangeLoop(forgets: true).AssertCorrect().States;
        Assert.InRange(few, 1, all / 2);
    }

    [Fact]
    public void Explore_Add_CountsExactly() => Explore(ModelOptions.Exhaustive, 3, 3, static (ref ModelCell counter) => counter.Add(1)).AssertCorrect();

    [Fact]
    public void Explore_ReadThenWrite_FindsTheLostUpdate()
    {
        ModelFailure failure = Explore(ModelOptions.Exhaustive, 2, 1, static (ref ModelCell counter) => counter.Write(counter.Read() + 1)).AssertFails(FailureKind.Invariant);
        Assert.Contains("counter", failure.Trace, StringComparison.Ordinal);
    }

    private static ModelReport CompareExchangeLoop(bool forgets) => ModelChecker.Explore(ModelOptions.Exhaustive, () =>
    {
        ModelCell counter = default;
        void Body()
        {
            for (int round = 0; round < 3; round++)
            {
                while (true)
                {
                    if (forgets)
                        ModelChecker.Forget(round);
                    long seen = counter.Read();
                    if (counter.CompareExchange(seen + 1, seen) == seen)
                        break;
                }
            }
        }
        return new Scenario().Thread("one", Body).Thread("two", Body).Finally(() => Assert.Equal(6, counter.Read()));
    });

    private delegate void Increment(ref ModelCell counter);

    private static ModelReport Explore(ModelOptions options, int threads, int times, Increment increment) => ModelChecker.Explore(options, () =>
    {
        ModelCell counter = default;
        Scenario scenario = new();
        for (int i = 0; i < threads; i++)
        {
            scenario.Thread($"thread {i}", () =>
            {
                for (int k = 0; k < times; k++)
                    increment(ref counter);
            });
        }
        return scenario.Finally(() => Assert.Equal(threads * times, counter.Read()));
    });
}
