using ParallelCore;
using ParallelCore.Counters;
using Xunit;

public class LoopTests
{
    [Fact]
    public void Run_InATest_RunsEveryIteration()
    {
        var counter = new StripedCounter();
        ParallelRange.Run(0, 10_000, _ => counter.Increment());
        Assert.Equal(10_000, counter.Sum());
    }

    [Fact]
    public void Assertion_InABody_IsTheFirstFailure()
    {
        var error = Assert.Throws<AggregateException>(() => ParallelRange.Run(0, 100, i => Assert.True(i < 40)));
        Assert.IsType<Xunit.Sdk.TrueException>(error.InnerException);
    }
}
