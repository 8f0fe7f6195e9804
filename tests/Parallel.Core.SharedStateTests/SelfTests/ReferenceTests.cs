using ParallelCore.ModelTests.Checking;

namespace ParallelCore.ModelTests.SelfTests;

/// <summary>The reductions leave nothing out and add nothing: random programs end in exactly what the unreduced machine ends in.</summary>
public sealed class ReferenceTests
{
    private static readonly int s_seeds = Effort.Pick(quick: 50, full: 150);

    [Fact]
    public void Explore_RandomPrograms_GivesExactlyTheOutcomesOfTheMachine() => Compare(1_000, ModelOptions.Exhaustive, 4, blocking: false);

    [Fact]
    public void Explore_RandomProgramsThatBlock_GivesExactlyTheOutcomesOfTheMachine() => Compare(2_000, ModelOptions.Exhaustive, 4, blocking: true);

    [Fact]
    public void Explore_RandomProgramsWithAnEntryEach_GivesExactlyTheOutcomesOfTheMachine() =>
        Compare(3_000, ModelOptions.Exhaustive with { StoreBufferDepth = 1 }, 1, blocking: true);

    [Fact]
    public void Explore_RandomProgramsWithoutBuffers_GivesExactlyTheOutcomesOfTheMachine() =>
        Compare(4_000, ModelOptions.SequentiallyConsistent, 0, blocking: true);

    [Fact]
    public void Explore_RandomProgramsWithGenerousBounds_GivesExactlyTheOutcomesOfTheMachine() =>
        Compare(6_000, ModelOptions.Exhaustive with { MaxPreemptions = 20, MaxOvertakes = 40 }, 4, blocking: true);

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Explore_RandomProgramsWithProcessWideFences_GivesExactlyTheOutcomesOfTheMachine(int depth) =>
        Compare(9_000, ModelOptions.Exhaustive with { StoreBufferDepth = depth, ProcessWideFences = true }, depth, blocking: true);

    [Fact]
    public void Explore_RandomProgramsTightlyBounded_GivesNoOutcomeThatTheMachineLacks()
    {
        for (int seed = 7_000; seed < 7_000 + s_seeds; seed++)
        {
            Instruction[][] program = Instruction.RandomProgram(new Random(seed), blocking: false);
            ReferenceMachine machine = new(program, 4);
            machine.Run();
            SortedSet<string> outcomes = Outcomes.Of(new ModelOptions { MaxPreemptions = 1, MaxOvertakes = 1 }, outcome => Build(program, outcome));
            Assert.True(outcomes.IsSubsetOf(machine.Outcomes), $"seed {seed}");
        }
    }

    [Fact]
    public void Explore_RandomProgramsWithoutOvertakes_GivesExactlySequentialConsistency() =>
        Compare(5_000, ModelOptions.Exhaustive with { MaxOvertakes = 0 }, 0, blocking: true);

    [Fact]
    public void Explore_RandomProgramsEveryInterleaving_GivesExactlyTheOutcomesOfTheMachine() =>
        Compare(8_000, ModelOptions.Exhaustive with { SkipKnownStates = false }, 4, blocking: true, s_seeds / 10);

    private static void Compare(int firstSeed, ModelOptions options, int depth, bool blocking, int? count = null)
    {
        int seeds = count ?? s_seeds;
        int stuck = 0;
        for (int seed = firstSeed; seed < firstSeed + seeds; seed++)
        {
            Instruction[][] program = Instruction.RandomProgram(new Random(seed), blocking, options.ProcessWideFences);
            ReferenceMachine machine = new(program, depth);
            machine.Run();
            SortedSet<string> outcomes = new(StringComparer.Ordinal);
            ModelReport report = ModelChecker.Explore(options, () => Build(program, outcome => outcomes.Add(outcome)));
            if (machine.CanGetStuck)
            {
                stuck++;
                Assert.True(report.Failure?.Kind is FailureKind.Deadlock or FailureKind.Livelock, $"seed {seed}: {report}");
            }
            else
            {
                report.AssertCorrect();
                Assert.True(machine.Outcomes.SetEquals(outcomes), $"seed {seed}: {string.Join("; ", machine.Outcomes)} but explored {string.Join("; ", outcomes)}");
            }
        }
        Assert.True(stuck < seeds, "Every program got stuck: nothing was compared.");
    }

    private static Scenario Build(Instruction[][] program, Action<string> outcome)
    {
        ModelCell[] cells = new ModelCell[Instruction.Variables];
        ModelParker[] parkers = new ModelParker[Instruction.Variables];
        string[] seen = new string[program.Length];
        Scenario scenario = new();
        for (int thread = 0; thread < program.Length; thread++)
        {
            int me = thread;
            seen[me] = "";
            scenario.Thread($"thread {me}", () =>
            {
                foreach (Instruction instruction in program[me])
                {
                    if (Carry(instruction, ref cells[instruction.Variable], ref parkers[instruction.Variable]) is { } value)
                        seen[me] += $"{value} ";
                }
            });
        }
        return scenario.Finally(() => outcome($"{string.Join('|', seen)}|{cells[0].Read()},{cells[1].Read()}"));
    }

    private static long? Carry(Instruction instruction, ref ModelCell cell, ref ModelParker parker)
    {
        switch (instruction.Kind)
        {
            case OperationKind.Write:
                cell.Write(instruction.Value);
                return null;
            case OperationKind.Read:
                return cell.Read();
            case OperationKind.Add:
                return cell.Add(instruction.Value);
            case OperationKind.Exchange:
                return cell.Exchange(instruction.Value);
            case OperationKind.CompareExchange:
                return cell.CompareExchange(instruction.Value, 0);
            case OperationKind.Fence:
                ModelCell.Fence();
                return null;
            case OperationKind.ProcessWideFence:
                ModelCell.ProcessWideFence();
                return null;
            case OperationKind.Unpark:
                parker.Unpark();
                return null;
            case OperationKind.Park:
                parker.Park();
                return null;
            default:
                while (true)
                {
                    long value = cell.Read();
                    if (value != 0)
                        return value;
                    ModelCell.Spin();
                }
        }
    }
}
