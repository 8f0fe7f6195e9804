using ParallelCore.ModelTests.Checking;
using ParallelCore.Primitives;

namespace ParallelCore.ModelTests.Protocols;

/// <summary>A token that arrives while its sleeper is on the way into the kernel.</summary>
public sealed class AddressParkerTests
{
    private static readonly ModelOptions s_bounded = new() { MaxPreemptions = 3 };

    [Fact]
    public void Unpark_SleeperIsGoingToSleep_ItWakes() => Explore<ModelCell>(ModelOptions.Exhaustive, 1).AssertCorrect();

    [Fact]
    public void Unpark_KernelReturnsEarly_ItWakes() => Explore<ModelCell>(s_bounded with { MaxSpuriousWakes = 2 }, 1).AssertCorrect();

    [Fact]
    public void Unpark_AgainstATimeOut_TheNextSleepSeesIt() => Explore<ModelCell>(s_bounded with { MaxSpuriousWakes = 2 }, 1, timeOuts: 1).AssertCorrect();

    [Fact]
    public void Unpark_TwoWakers_TheSleeperSeesBoth() => Explore<ModelCell>(s_bounded, 2).AssertCorrect();

    [Fact]
    public void Unpark_ExchangeInTwoSteps_IsCaught() => Explore<FlawedCell<FlawedExchange>>(s_bounded, 1).AssertFails(FailureKind.Deadlock);

    [Fact]
    public void Park_CompareExchangeInTwoSteps_IsCaught() =>
        Explore<FlawedCell<FlawedCompareExchange>>(s_bounded, 1).AssertFails(FailureKind.Deadlock);

    [Fact]
    public void Unpark_KernelAskedBeforeTheTokenIsThere_IsCaught() =>
        Explore<ModelCell>(s_bounded, 1, GlueFlaw.WakeBeforeToken).AssertFails(FailureKind.Deadlock);

    private static ModelReport Explore<TCell>(ModelOptions options, int wakers, GlueFlaw flaw = GlueFlaw.None, int timeOuts = 0)
        where TCell : struct, IAtomicCell => ModelChecker.Explore(options, () =>
    {
        AddressParkerModel<TCell> parker = new(flaw);
        ModelCell[] work = new ModelCell[wakers];
        Scenario scenario = new Scenario().Thread("sleeper", () =>
        {
            for (int i = 0; i < wakers; i++)
            {
                for (int sleeps = 0; work[i].Read() == 0; sleeps++)
                    parker.Park(forever: sleeps >= timeOuts);
            }
        });
        for (int i = 0; i < wakers; i++)
        {
            int waker = i;
            scenario.Thread($"waker {waker}", () =>
            {
                work[waker].Write(1);
                parker.Unpark();
            });
        }
        return scenario;
    });
}
