using ParallelCore.ModelTests.Checking;

namespace ParallelCore.ModelTests.SelfTests;

public sealed class FailureTests
{
    [Fact]
    public void Explore_EverybodyParked_ReportsTheDeadlock()
    {
        ModelFailure failure = ModelChecker.Explore(ModelOptions.Exhaustive, () =>
        {
            ModelParker left = default, right = default;
            return new Scenario()
                .Thread("left", () => { left.Park(); right.Unpark(); })
                .Thread("right", () => { right.Park(); left.Unpark(); });
        }).AssertFails(FailureKind.Deadlock);
        Assert.Contains("left is parked", failure.Message, StringComparison.Ordinal);
        Assert.Contains("right is parked", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Explore_TokenLeftBeforeThePark_IsKept() => ModelChecker.Explore(ModelOptions.Exhaustive, static () =>
    {
        ModelParker parker = default;
        return new Scenario().Thread("sleeper", () => parker.Park()).Thread("waker", () => { parker.Unpark(); parker.Unpark(); });
    }).AssertCorrect();

    [Fact]
    public void Explore_TokensLeftTwice_DoNotAddUp() => ModelChecker.Explore(ModelOptions.Exhaustive, static () =>
    {
        ModelParker parker = default;
        return new Scenario().Thread("sleeper", () => { parker.Park(); parker.Park(); }).Thread("waker", () => { parker.Unpark(); parker.Unpark(); });
    }).AssertFails(FailureKind.Deadlock);

    [Fact]
    public void Explore_SpinOnWhatNobodySets_IsALivelock() => ModelChecker.Explore(ModelOptions.Exhaustive, static () =>
    {
        ModelCell flag = default, other = default;
        return new Scenario()
            .Thread("spinner", () =>
            {
                while (flag.Read() == 0)
                    ModelCell.Spin();
            })
            .Thread("other", () => other.Write(1));
    }).AssertFails(FailureKind.Livelock);

    [Fact]
    public void Explore_SpinOnABufferedStore_EndsBecauseEveryStoreDrains() => ModelChecker.Explore(ModelOptions.Exhaustive, static () =>
    {
        ModelCell flag = default, answer = default;
        return new Scenario()
            .Thread("spinner", () =>
            {
                while (flag.Read() == 0)
                    ModelCell.Spin();
                answer.Write(1);
            })
            .Thread("setter", () =>
            {
                flag.Write(1);
                while (answer.Read() == 0)
                    ModelScheduler.Current.Spin();
            });
    }).AssertCorrect();

    [Theory]
    [InlineData(0, FailureKind.Livelock)]
    [InlineData(2, null)]
    public void Explore_BoundedSpin_GivesUpWithinItsPatience(int patience, object? expected)
    {
        ModelReport report = ModelChecker.Explore(new ModelOptions { SpinPatience = patience }, static () =>
        {
            ModelCell flag = default;
            return new Scenario().Thread("spinner", () =>
            {
                for (int round = 0; round < 2 && flag.Read() == 0; round++)
                    ModelCell.Spin();
            });
        });
        Assert.Equal(expected, report.Failure?.Kind);
    }

    [Fact]
    public void Explore_EndlessLoopWithoutSpinHint_HitsTheStepLimit() => ModelChecker.Explore(new ModelOptions { MaxSteps = 100 }, static () =>
    {
        ModelCell flag = default;
        return new Scenario().Thread("loop", () =>
        {
            while (flag.Read() == 0)
            {
            }
        });
    }).AssertFails(FailureKind.StepLimit);

    [Fact]
    public void Explore_ThreadSwallowsExceptions_StillEnds() => ModelChecker.Explore(new ModelOptions { MaxSteps = 100 }, static () =>
    {
        ModelCell cell = default;
        return new Scenario().Thread("swallows", () =>
        {
            for (int i = 0; i < 200; i++)
            {
                try
                {
                    cell.Add(1);
                }
                catch (Exception)
                {
                }
            }
        });
    }).AssertFails(FailureKind.StepLimit);

    [Fact]
    public void Explore_SetUpThrows_Fails() =>
        ModelChecker.Explore(ModelOptions.Exhaustive, static () => throw new InvalidOperationException("no")).AssertFails(FailureKind.Assertion);

    [Fact]
    public void Explore_StateSharedBetweenExecutions_Fails()
    {
        StrongBox kept = new();
        ModelChecker.Explore(ModelOptions.Exhaustive, () => new Scenario()
            .Thread("one", () => kept.Cell.Add(1))
            .Thread("two", () => kept.Cell.Add(1))).AssertFails(FailureKind.Assertion);
    }

    [Fact]
    public void Explore_BodyDependsOnTheExecution_IsNondeterminism()
    {
        int executions = 0;
        ModelChecker.Explore(ModelOptions.SequentiallyConsistent with { SkipKnownStates = false }, () =>
        {
            ModelCell cell = new("cell");
            int first = executions++ < 3 ? 1 : 2;
            return new Scenario()
                .Thread("one", () => { cell.Write(first); cell.Write(3); })
                .Thread("two", () => { cell.Write(1); cell.Write(2); });
        }).AssertFails(FailureKind.Nondeterminism);
    }

    [Fact]
    public void Explore_Failure_ReplayGivesTheSameTrace()
    {
        Func<Scenario> scenario = static () =>
        {
            ModelCell counter = default;
            return new Scenario()
                .Thread("one", () => counter.Write(counter.Read() + 1))
                .Thread("two", () => counter.Write(counter.Read() + 1))
                .Finally(() => Assert.Equal(2, counter.Read()));
        };
        ModelFailure found = ModelChecker.Explore(ModelOptions.Exhaustive, scenario).AssertFails(FailureKind.Invariant);
        ModelFailure again = ModelChecker.Replay(found.Choices, ModelOptions.Exhaustive, scenario).AssertFails(FailureKind.Invariant);
        Assert.Equal(found.Choices, again.Choices);
        Assert.Equal(found.Trace, again.Trace);
        Assert.Contains(found.Choices, found.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Replay_ChoiceThatIsNotPossible_IsNondeterminism() => ModelChecker.Replay("d", ModelOptions.Exhaustive, static () =>
    {
        ModelCell cell = default;
        return new Scenario().Thread("one", () => cell.Add(1));
    }).AssertFails(FailureKind.Nondeterminism);

    [Fact]
    public void Current_OutsideAnExploration_Throws()
    {
        ModelCell cell = default;
        Assert.Throws<InvalidOperationException>(() => cell.Read());
        Assert.Throws<InvalidOperationException>(ModelCell.Fence);
    }

    [Fact]
    public void Explore_CellsInStructsArraysAndObjects_AreNamedAfterTheirFields()
    {
        ModelFailure failure = ModelChecker.Explore(ModelOptions.Exhaustive, static () =>
        {
            (ModelCell Head, ModelCell Tail)[] pairs = new (ModelCell, ModelCell)[2];
            Nested[] nested = new Nested[2];
            StrongBox box = new();
            return new Scenario().Thread("one", () =>
            {
                nested[1].Inner.Cell.Write(1);
                nested[0].Parker.Unpark();
                box.Cell.Write(2);
                pairs[1].Head.Write(3);
                throw new InvalidOperationException("seen");
            });
        }).AssertFails(FailureKind.Assertion);
        Assert.Contains("nested[1].Inner.Cell = 1", failure.Trace, StringComparison.Ordinal);
        Assert.Contains("nested[0].Parker", failure.Trace, StringComparison.Ordinal);
        Assert.Contains("box.Cell = 2", failure.Trace, StringComparison.Ordinal);
        Assert.Contains("seen", failure.Message, StringComparison.Ordinal);
    }

    private struct Nested
    {
        public InnerCells Inner;
        public ModelParker Parker;
    }

    private struct InnerCells
    {
        public ModelCell Cell;
    }

    private sealed class StrongBox
    {
        public ModelCell Cell;
    }
}
