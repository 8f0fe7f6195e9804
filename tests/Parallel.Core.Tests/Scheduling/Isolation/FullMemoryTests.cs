using FluentAssertions;

namespace ParallelCore.Tests.Scheduling.Isolation;

/// <summary>Where memory runs out inside the engine, the call may fail, but the next one works: no lock is left held, no place and no count is lost, no thread dies.</summary>
public sealed class FullMemoryTests
{
    public static TheoryData<string> Trials => new(FullMemoryTrial.All);

    [Theory]
    [MemberData(nameof(Trials))]
    public void Call_MemoryIsFull_FailsAtMostAndTheNextWorks(string trial)
    {
        Dictionary<string, string> answers = FaultProbe.Run($"{FullMemoryTrial.Name}/{trial}", Ballast.Limits);
        answers[FaultProbe.End].Should().Be("0");
        answers.Should().ContainKey("Disposed");
        foreach ((string name, string value) in answers)
        {
            if (name.StartsWith("Round", StringComparison.Ordinal))
                value.Should().MatchRegex("^(done|AggregateException|OutOfMemoryException), ");
            if (name.StartsWith("Round", StringComparison.Ordinal) && !trial.StartsWith("Loop", StringComparison.Ordinal))
                value.Should().EndWith(", 2 ran");
            if (name.StartsWith("Next", StringComparison.Ordinal))
                value.Should().Be("2 ran, context kept, 0 places lost");
        }
    }
}
