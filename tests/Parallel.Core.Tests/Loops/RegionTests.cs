using FluentAssertions;
using ParallelCore.Scheduling;

namespace ParallelCore.Tests.Loops;

/// <summary>What a limited loop leaves behind.</summary>
public sealed class RegionTests
{
    [Fact]
    public void Run_AfterALimitedLoopInTheSameCall_IsNotLimited()
    {
        using var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = 2 });
        RangeReport? report = null;
        scheduler.Run(() =>
        {
            ParallelRange.Run(0, 8, 1, static _ => { }, new RangeOptions { MaxWorkers = 1 });
            ParallelRange.Run(0, 8, 1, static _ => Thread.SpinWait(100), new RangeOptions { Report = r => report = r });
        });
        report!.SequentialReason.Should().NotBe(SequentialReason.MaxWorkers);
    }
}
