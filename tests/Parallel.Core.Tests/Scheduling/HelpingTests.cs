using FluentAssertions;
using ParallelCore.Scheduling;

namespace ParallelCore.Tests.Scheduling;

/// <summary>What a waiting worker leaves behind after it has helped.</summary>
public sealed class HelpingTests
{
    private static readonly AsyncLocal<string?> s_local = new();

    [Fact]
    public void AsyncLocal_ChangedByAPartThatTheWaiterRan_IsUnchangedAfterTheJoin()
    {
        using var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = 2 });
        using var taken = new ManualResetEventSlim();
        using var helped = new ManualResetEventSlim();
        string? after = null;
        Threads.RunOnce(() =>
        {
            s_local.Value = "caller";
            scheduler.Run(() => ForkJoin.Invoke(taken.Wait, Right));
            after = s_local.Value;
        });
        after.Should().Be("caller");

        void Right()
        {
            taken.Set();
            ForkJoin.Invoke(helped.Wait, Part);
        }

        void Part()
        {
            s_local.Value = "part";
            helped.Set();
        }
    }
}
