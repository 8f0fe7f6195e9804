using ParallelCore.ModelTests.Checking;

namespace ParallelCore.ModelTests.SelfTests;

public sealed class DataRaceTests
{
    [Fact]
    public void Explore_PayloadPublishedByAStore_IsNoRace() => Publish(ModelOptions.Exhaustive, checkFlag: true).AssertCorrect();

    [Fact]
    public void Explore_PayloadReadWithoutLookingAtTheFlag_IsARace() => Publish(ModelOptions.Exhaustive, checkFlag: false).AssertFails(FailureKind.DataRace);

    [Fact]
    public void Explore_RaceOnOnePathOnly_IsFoundAlthoughTheStatesAreEqual() => ModelChecker.Explore(ModelOptions.Exhaustive, static () =>
    {
        // The same flag value may come from the thread that wrote the payload or from the one that did not.
        ModelCell flag = new("flag");
        ModelPlain<int> payload = new("payload");
        return new Scenario()
            .Thread("publisher", () => { payload.Value = 1; flag.Write(1); })
            .Thread("impostor", () => flag.Write(1))
            .Thread("reader", () =>
            {
                if (flag.Read() == 1)
                    _ = payload.Value;
            });
    }).AssertFails(FailureKind.DataRace);

    [Fact]
    public void Explore_PayloadReusedAfterAHandshake_IsNoRace() => ModelChecker.Explore(ModelOptions.Exhaustive, static () =>
    {
        ModelCell turn = default;
        ModelPlain<string> payload = new("payload", "");
        return new Scenario()
            .Thread("ping", () =>
            {
                payload.Value = "ping";
                turn.Write(1);
                while (turn.Read() != 2)
                    ModelCell.Spin();
                Assert.Equal("pong", payload.Value);
            })
            .Thread("pong", () =>
            {
                while (turn.Read() != 1)
                    ModelCell.Spin();
                Assert.Equal("ping", payload.Value);
                payload.Value = "pong";
                turn.Write(2);
            });
    }).AssertCorrect();

    [Fact]
    public void Explore_WriteAfterAnUnorderedRead_IsARace() => ModelChecker.Explore(ModelOptions.Exhaustive, static () =>
    {
        ModelCell flag = default;
        ModelPlain<int> payload = new("payload");
        return new Scenario()
            .Thread("reader", () => { flag.Write(1); _ = payload.Value; })
            .Thread("writer", () =>
            {
                if (flag.Read() == 1)
                    payload.Value = 1;
            });
    }).AssertFails(FailureKind.DataRace);

    [Fact]
    public void Explore_ParkAndUnpark_OrderThePayload() => ModelChecker.Explore(ModelOptions.Exhaustive, static () =>
    {
        ModelParker parker = default;
        ModelPlain<int> payload = new("payload");
        return new Scenario()
            .Thread("sleeper", () => { parker.Park(); Assert.Equal(1, payload.Value); })
            .Thread("waker", () => { payload.Value = 1; parker.Unpark(); });
    }).AssertCorrect();

    private static ModelReport Publish(ModelOptions options, bool checkFlag) => ModelChecker.Explore(options, () =>
    {
        ModelCell flag = default;
        ModelPlain<int> payload = new("payload");
        return new Scenario()
            .Thread("writer", () => { payload.Value = 42; flag.Write(1); })
            .Thread("reader", () =>
            {
                if (flag.Read() == 1 || !checkFlag)
                    Assert.Equal(42, payload.Value);
            });
    });
}
