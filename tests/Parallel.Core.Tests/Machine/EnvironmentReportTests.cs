using FluentAssertions;
using ParallelCore.Machine;

namespace ParallelCore.Tests.Machine;

public sealed class EnvironmentReportTests
{
    private static readonly EnvironmentFacts EightOfEight = new()
    {
        ProcessorCount = 8,
        LogicalProcessors = 8,
        Affinity = 8,
        IsServerGC = true,
        IsConcurrentGC = true,
        GCHeapCount = 8,
        IsDynamicCodeCompiled = true,
        VectorBytes = 32,
    };

    [Fact]
    public void Write_NothingRestricts_SaysSo() =>
        EnvironmentReport.Write(EightOfEight).ReplaceLineEndings("\n").Should().Be(
            """
            Workers: 8 recommended, 8 processors usable.
            What decides it: the machine; nothing restricts this process.
            Machine: 8 logical processors; affinity 8; container quota none; DOTNET_PROCESSOR_COUNT not set.
            Garbage collector: server, concurrent, heaps: 8.
            Code: compiled at run time, SIMD registers of 32 bytes.
            What to change: nothing.
            """.ReplaceLineEndings("\n"));

    [Fact]
    public void Write_OneProcessor_LoopsRunInline()
    {
        string text = EnvironmentReport.Write(EightOfEight with { ProcessorCount = 1, LogicalProcessors = 1, Affinity = 1, IsServerGC = false });

        text.Should().Contain("1 recommended, 1 processor usable").And.Contain("loops run inline").And.Contain("machine with more");
        text.Should().NotContain("gcServer", "the runtime has no server collector on one processor");
    }

    [Fact]
    public void Write_QuotaWithAFraction_WarnsOfThrottling()
    {
        EnvironmentFacts facts = EightOfEight with { ProcessorCount = 2, Quota = 1.5 };

        facts.Limit.Should().Be(EnvironmentLimit.Quota);
        EnvironmentReport.Write(facts).Should().Contain("the container's quota of 1.5 CPUs, rounded up")
            .And.Contain("1.5 CPUs is less than 2 processors").And.Contain("DOTNET_PROCESSOR_COUNT=1");
    }

    [Fact]
    public void Write_QuotaBelowOne_RunsInlineAndAsksForMore()
    {
        EnvironmentFacts facts = EightOfEight with { ProcessorCount = 1, Quota = 0.5 };

        facts.Limit.Should().Be(EnvironmentLimit.Quota);
        EnvironmentReport.Write(facts).Should().Contain("quota of 0.5 CPUs").And.Contain("Raise the container's CPU limit above 1");
    }

    [Fact]
    public void Write_WholeQuota_NoThrottlingWarning()
    {
        EnvironmentFacts facts = EightOfEight with { ProcessorCount = 4, Quota = 4 };

        facts.Limit.Should().Be(EnvironmentLimit.Quota);
        EnvironmentReport.Write(facts).Should().EndWith("What to change: nothing.");
    }

    [Fact]
    public void Write_QuotaAboveTheMachine_IsNotTheLimit() =>
        (EightOfEight with { Quota = 16 }).Limit.Should().Be(EnvironmentLimit.Machine);

    [Fact]
    public void Write_AffinityBinds_NamesTheMask()
    {
        EnvironmentFacts facts = EightOfEight with { ProcessorCount = 2, Affinity = 2 };

        facts.Limit.Should().Be(EnvironmentLimit.Affinity);
        EnvironmentReport.Write(facts).Should().Contain("allows 2 of 8 logical processors");
        EnvironmentReport.Write(facts with { ProcessorCount = 1, Affinity = 1 }).Should().Contain("Widen the affinity mask");
    }

    [Fact]
    public void Write_OverrideBelowTheMachine_TellsWhatIsUnused()
    {
        EnvironmentFacts facts = EightOfEight with { ProcessorCount = 3, ProcessorCountOverride = 3 };

        facts.Limit.Should().Be(EnvironmentLimit.Override);
        EnvironmentReport.Write(facts).Should().Contain("DOTNET_PROCESSOR_COUNT=3, whatever the machine has").And.Contain("leaves 5 of 8 processors unused");
        EnvironmentReport.Write(facts with { ProcessorCount = 1, ProcessorCountOverride = 1 }).Should().Contain("Unset DOTNET_PROCESSOR_COUNT");
    }

    [Fact]
    public void Write_OverrideAboveTheMachine_WarnsOfSharing() =>
        EnvironmentReport.Write(EightOfEight with { ProcessorCount = 64, ProcessorCountOverride = 64 }).Should().Contain("64 workers would share 8 processors");

    [Fact]
    public void Write_WorkstationGC_SuggestsServerGC() =>
        EnvironmentReport.Write(EightOfEight with { IsServerGC = false }).Should().Contain("workstation").And.Contain("DOTNET_gcServer=1");

    [Theory]
    [InlineData("The browser", "WasmEnableThreads")]
    [InlineData("WASI", "WASI has no threads")]
    public void Write_PlatformWithoutThreads_RunsInline(string platform, string advice)
    {
        var facts = new EnvironmentFacts { ProcessorCount = 4, ThreadlessPlatform = platform };

        facts.IsSingleThreaded.Should().BeTrue();
        facts.RecommendedWorkers.Should().Be(1);
        facts.Limit.Should().Be(EnvironmentLimit.Platform);
        EnvironmentReport.Write(facts).Should().Contain($"{platform} has no threads here").And.Contain(advice).And.NotContain("gcServer");
    }

    [Fact]
    public void Write_NothingKnown_StillExplains()
    {
        var facts = new EnvironmentFacts { ProcessorCount = 4, IsServerGC = true };

        facts.Limit.Should().Be(EnvironmentLimit.Unknown);
        EnvironmentReport.Write(facts).Should().Contain("not known on this platform").And.Contain("unknown logical processors").And.Contain("compiled ahead of time");
    }
}
