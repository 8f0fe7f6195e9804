using ParallelCore.ModelTests.Checking;

namespace ParallelCore.ModelTests.SelfTests;

public sealed class MutualExclusionTests
{
    [Fact]
    public void Explore_PetersonWithFence_ExcludesAndOrdersThePayload() => Peterson(ModelOptions.Exhaustive, fenced: true).AssertCorrect();

    [Fact]
    public void Explore_PetersonWithoutFence_IsCaught() => Peterson(ModelOptions.Exhaustive, fenced: false).AssertFails(FailureKind.DataRace);

    [Fact]
    public void Explore_PetersonWithoutFenceNorBuffers_IsCorrect() => Peterson(ModelOptions.SequentiallyConsistent, fenced: false).AssertCorrect();

    [Fact]
    public void Explore_DekkerTryEnterWithFence_NeverBothInside() => Dekker(fenced: true).AssertCorrect();

    [Fact]
    public void Explore_DekkerTryEnterWithoutFence_IsCaught() => Dekker(fenced: false).AssertFails(FailureKind.Assertion);

    private static ModelReport Peterson(ModelOptions options, bool fenced) => ModelChecker.Explore(options, () =>
    {
        ModelCell[] interested = [new("interested 0"), new("interested 1")];
        ModelCell victim = new("victim");
        ModelPlain<int> counter = new("counter");
        void Body(int me)
        {
            interested[me].Write(1);
            victim.Write(me);
            if (fenced)
                ModelCell.Fence();
            while (interested[1 - me].Read() == 1 && victim.Read() == me)
                ModelCell.Spin();
            counter.Value++;
            interested[me].Write(0);
        }
        return new Scenario()
            .Thread("zero", () => Body(0))
            .Thread("one", () => Body(1))
            .Finally(() => Assert.Equal(2, counter.Value));
    });

    private static ModelReport Dekker(bool fenced) => ModelChecker.Explore(ModelOptions.Exhaustive, () =>
    {
        ModelCell[] wants = [new("wants 0"), new("wants 1")];
        ModelCell inside = new("inside");
        void Body(int me)
        {
            wants[me].Write(1);
            if (fenced)
                ModelCell.Fence();
            if (wants[1 - me].Read() == 0)
            {
                Assert.Equal(1, inside.Add(1));
                inside.Add(-1);
            }
            wants[me].Write(0);
        }
        return new Scenario().Thread("zero", () => Body(0)).Thread("one", () => Body(1));
    });
}
