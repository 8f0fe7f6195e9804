using ParallelCore.ModelTests.Checking;

namespace ParallelCore.ModelTests.Protocols;

/// <summary>The first wake-up of a pool thread against disposal.</summary>
public sealed class LazyThreadTests
{
    private static readonly int s_preemptions = Effort.Pick(quick: 2, full: 3);

    [Fact]
    public void Dispose_AgainstTheFirstWakeUp_TheThreadEndsOrWasNeverStarted() => Explore(0, s_preemptions).AssertCorrect();

    [Fact]
    public void Dispose_AgainstAStartThatFails_ItReturns() => Explore(1, s_preemptions).AssertCorrect();

    [Fact]
    public void Dispose_AgainstAStartThatFailsAndDoesNotLookAgain_IsCaught() =>
        Explore(1, 3, GlueFlaw.NoLookAfterFailedStart).AssertFails(FailureKind.Livelock);

    private static ModelReport Explore(int failures, int preemptions, GlueFlaw flaw = GlueFlaw.None) => ModelChecker.Explore(new() { MaxPreemptions = preemptions }, () =>
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
