using ParallelCore.ModelTests.Checking;

namespace ParallelCore.ModelTests.Protocols;

/// <summary>The first wake-up of a pool thread against disposal.</summary>
public sealed class LazyThreadTests
{
    [Fact]
    public void Dispose_AgainstTheFirstWakeUp_TheThreadEndsOrWasNeverStarted() => Explore(0).AssertCorrect();

    [Fact]
    public void Dispose_AgainstAStartThatFails_ItReturns() => Explore(1).AssertCorrect();

    [Fact]
    public void Dispose_AgainstAStartThatFailsAndDoesNotLookAgain_IsCaught() =>
        Explore(1, GlueFlaw.NoLookAfterFailedStart).AssertFails(FailureKind.Livelock);

    private static ModelReport Explore(int failures, GlueFlaw flaw = GlueFlaw.None) => ModelChecker.Explore(new() { MaxPreemptions = 3 }, () =>
    {
        LazyThreadModel thread = new(failures, flaw);
        int ranByOwner = 0;
        return new Scenario()
            .Thread("owner", () => thread.RunRootCall(() => ranByOwner++))
            .Thread("disposer", thread.Dispose)
            .Thread("pool", thread.Run)
            .Finally(() =>
            {
                Assert.Equal(1, ranByOwner + thread.Pool.Ran[0]);
                Assert.Equal(0, thread.Pool.Gate.Idle);
            });
    });
}
