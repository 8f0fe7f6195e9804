using FluentAssertions;

namespace ParallelCore.Tests.Scheduling.Isolation;

/// <summary>What is learned once in a process is learned without starting a thread or waiting for one.</summary>
public sealed class FirstCallTests
{
    public static TheoryData<string> Forms => new("loop", "loop of a struct", "fork of actions", "scope", "sequence sum");

    [Theory]
    [MemberData(nameof(Forms))]
    public void FirstCall_InterruptPending_RunsAndLeavesTheInterruptToTheCallersNextWait(string form)
    {
        Dictionary<string, string> answers = FaultProbe.Run($"{FirstCallTrial.Name}/{FirstCallTrial.Interrupted}/{form}");
        answers.Should().Equal(new Dictionary<string, string>
        {
            ["Circumstance"] = FirstCallTrial.Interrupted,
            ["First"] = "2",
            ["Interrupt"] = "pending",
            ["Second"] = "2",
            ["Context"] = "kept",
            ["Callers"] = "1",
            [FaultProbe.End] = "0",
        });
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void FirstCall_NoThreadCanBeStarted_RunsOnTheCaller(string form)
    {
        if (!OperatingSystem.IsLinux())
            return;
        Dictionary<string, string> answers = FaultProbe.Run($"{FirstCallTrial.Name}/{FirstCallTrial.NoThreads}/{form}");
        answers.Should().Equal(new Dictionary<string, string>
        {
            ["Circumstance"] = FirstCallTrial.NoThreads,
            ["Starts"] = nameof(OutOfMemoryException),
            ["First"] = "2",
            ["Second"] = "2",
            ["Context"] = "kept",
            ["Callers"] = "1",
            [FaultProbe.End] = "0",
        });
    }
}
