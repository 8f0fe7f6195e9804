using ParallelCore.ModelTests.Checking;

namespace ParallelCore.ModelTests.SelfTests;

public sealed class CounterTests
{
    [Fact]
    public void Explore_CompareExchangeLoop_CountsExactly() => Explore(3, 2, static (ref ModelCell counter) =>
    {
        while (true)
        {
            long seen = counter.Read();
            if (counter.CompareExchange(seen + 1, seen) == seen)
                return;
        }
    }).AssertCorrect();

    [Fact]
    public void Explore_Add_CountsExactly() => Explore(3, 3, static (ref ModelCell counter) => counter.Add(1)).AssertCorrect();

    [Fact]
    public void Explore_ReadThenWrite_FindsTheLostUpdate()
    {
        ModelFailure failure = Explore(2, 1, static (ref ModelCell counter) => counter.Write(counter.Read() + 1)).AssertFails(FailureKind.Invariant);
        Assert.Contains("counter", failure.Trace, StringComparison.Ordinal);
    }

    private delegate void Increment(ref ModelCell counter);

    private static ModelReport Explore(int threads, int times, Increment increment) => ModelChecker.Explore(ModelOptions.Exhaustive, () =>
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
