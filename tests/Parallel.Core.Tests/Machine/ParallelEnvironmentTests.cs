using System.Runtime;
using FluentAssertions;
using ParallelCore.Machine;

namespace ParallelCore.Tests.Machine;

public sealed class ParallelEnvironmentTests
{
    [Fact]
    public void AllMembers_ThisProcess_AreConsistent()
    {
        EnvironmentFacts facts = EnvironmentFacts.Read();
        facts.ProcessorCount.Should().Be(Environment.ProcessorCount);
        ParallelEnvironment.RecommendedWorkers.Should().BeInRange(1, Environment.ProcessorCount);
        facts.IsSingleThreaded.Should().Be(ParallelEnvironment.RecommendedWorkers == 1);
        (facts.LogicalProcessors ?? 1).Should().BePositive();
        facts.IsServerGC.Should().Be(GCSettings.IsServerGC);
        facts.IsConcurrentGC.Should().Be(GCSettings.LatencyMode != GCLatencyMode.Batch);
        (facts.GCHeapCount ?? 1).Should().BePositive();
        (ParallelEnvironment.ContainerQuota ?? 1).Should().BePositive();
        if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows())
            (facts.LogicalProcessors ?? Environment.ProcessorCount).Should().BeGreaterThanOrEqualTo(ParallelEnvironment.AffinityCount ?? 1);
        if (OperatingSystem.IsLinux())
            ParallelEnvironment.AffinityCount.Should().BePositive();
        ParallelEnvironment.Explain().Should().StartWith($"Workers: {ParallelEnvironment.RecommendedWorkers} recommended").And.Contain("What to change:");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(64)]
    public void RecommendedWorkers_OverriddenByVariable_IsObeyed(int count)
    {
        IReadOnlyDictionary<string, string> facts = ParallelEnvironmentProbe.Run(("DOTNET_PROCESSOR_COUNT", $"{count}"));

        facts["RecommendedWorkers"].Should().Be($"{count}");
        facts["Explain"].Should().Contain($"DOTNET_PROCESSOR_COUNT={count}, whatever the machine has");
    }

    [Fact]
    public void Explain_ServerGCTurnedOnByVariable_SaysSo() =>
        ParallelEnvironmentProbe.Run(("DOTNET_gcServer", "1"), ("DOTNET_PROCESSOR_COUNT", "2"))["Explain"].Should().Contain("Garbage collector: server");

    [Theory]
    [InlineData("1", 1)]
    [InlineData("64", 64)]
    [InlineData("65535", 65535)]
    [InlineData("65536", null)]
    [InlineData("0", null)]
    [InlineData("-1", null)]
    [InlineData("0x10", null)]
    [InlineData("abc", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void ParseOverride_AnyText_ReadsWhatTheRuntimeObeys(string? text, int? expected) => EnvironmentFacts.ParseOverride(text).Should().Be(expected);
}
