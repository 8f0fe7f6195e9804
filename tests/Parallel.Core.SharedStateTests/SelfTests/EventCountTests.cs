using ParallelCore.ModelTests.Checking;

namespace ParallelCore.ModelTests.SelfTests;

public sealed class EventCountTests
{
    [Fact]
    public void Explore_BothFences_NoWakeUpIsLost() => Explore(ModelOptions.Exhaustive, true, true).AssertCorrect();

    [Fact]
    public void Explore_BothFencesAndSpuriousWakes_NoWakeUpIsLost() =>
        Explore(ModelOptions.Exhaustive with { MaxSpuriousWakes = Effort.Pick(quick: 1, full: 2) }, true, true).AssertCorrect();

    [Fact]
    public void Explore_WaiterWithoutFence_FindsTheLostWakeUp() => Explore(ModelOptions.Exhaustive, false, true).AssertFails(FailureKind.Deadlock);

    [Fact]
    public void Explore_NotifierWithoutFence_FindsTheLostWakeUp() => Explore(ModelOptions.Exhaustive, true, false).AssertFails(FailureKind.Deadlock);

    [Fact]
    public void Explore_NoFencesWithoutBuffers_NoWakeUpIsLost() => Explore(ModelOptions.SequentiallyConsistent, false, false).AssertCorrect();

    [Fact]
    public void Explore_OnePreemptionAllowed_StillFindsTheLostWakeUp()
    {
        ModelFailure failure = Explore(new ModelOptions { MaxPreemptions = 1 }, false, true).AssertFails(FailureKind.Deadlock);
        Assert.Contains("events.waiting = 1 (buffered)", failure.Trace, StringComparison.Ordinal);
        Assert.Contains("waiter is parked on events.parker", failure.Message, StringComparison.Ordinal);
    }

    private static ModelReport Explore(ModelOptions options, bool waiterFence, bool notifierFence) => ModelChecker.Explore(options, () =>
    {
        EventCount<ModelCell, ModelParker> events = new(waiterFence, notifierFence);
        ModelCell work = default;
        return new Scenario()
            .Thread("waiter", () => events.Wait(ref work))
            .Thread("notifier", () => events.Notify(ref work));
    });
}
