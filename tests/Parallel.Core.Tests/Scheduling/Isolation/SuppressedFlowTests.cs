using FluentAssertions;
using ParallelCore.Scheduling;

namespace ParallelCore.Tests.Scheduling.Isolation;

/// <summary>A thread that lets its execution context not flow keeps it all the same, also when it helps while it waits.</summary>
public sealed class SuppressedFlowTests
{
    private static readonly AsyncLocal<string?> s_local = new();

    [Fact]
    public void AsyncLocal_OfAWaiterThatRanAPartInAnotherContext_IsUnchanged() => HelpWithoutFlow(thief: "thief", part: null);

    [Fact]
    public void AsyncLocal_ChangedByAPartThatTheWaiterRan_IsUnchanged() => HelpWithoutFlow(thief: null, part: "part");

    [Fact]
    public void AsyncLocal_OfAWaiterThatRanAPartInAnotherContext_IsNotThatOfThePart()
    {
        string? seen = "nothing";
        HelpWithoutFlow(thief: "thief", part: null, () => seen = s_local.Value);
        seen.Should().Be("thief");
    }

    [Fact]
    public void AsyncLocal_OfACallerWithoutFlow_IsNotSeenByThieves() => Threads.RunOnce(() =>
    {
        int caller = Environment.CurrentManagedThreadId;
        int wrong = 0;
        s_local.Value = "caller";
        using (ExecutionContext.SuppressFlow())
        {
            Pair.Run(Schedulers.Options(2), _ =>
            {
                if (s_local.Value != (Environment.CurrentManagedThreadId == caller ? "caller" : null))
                    Interlocked.Increment(ref wrong);
            });
        }

        wrong.Should().Be(0);
    });

    [Fact]
    public void AsyncLocal_LeftOnAThiefWithoutFlow_IsNotSeenByItsNextPiece()
    {
        using var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = 2 });
        var options = new RangeOptions { Scheduler = scheduler };
        int caller = Environment.CurrentManagedThreadId;
        Pair.Run(options, _ =>
        {
            if (Environment.CurrentManagedThreadId == caller)
                return;
            s_local.Value = "thief";
            ExecutionContext.SuppressFlow();
        });
        string? seen = "nothing";
        bool isSuppressed = true;
        Pair.Run(options, _ =>
        {
            if (Environment.CurrentManagedThreadId != caller)
                (seen, isSuppressed) = (s_local.Value, ExecutionContext.IsFlowSuppressed());
        });
        seen.Should().BeNull();
        isSuppressed.Should().BeFalse();
    }

    /// <summary>The caller waits for its right side and, meanwhile, runs a part of it; the only other worker waits until it has.</summary>
    private static void HelpWithoutFlow(string? thief, string? part, Action? look = null)
    {
        using var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = 2 });
        using var taken = new ManualResetEventSlim();
        using var helped = new ManualResetEventSlim();
        Threads.RunOnce(() =>
        {
            int caller = Environment.CurrentManagedThreadId;
            int helper = 0;
            s_local.Value = "caller";
            using (ExecutionContext.SuppressFlow()) // its end throws where the flow is no longer suppressed
            {
                scheduler.Run(() =>
                {
                    ForkJoin.Invoke(taken.Wait, Right);
                    s_local.Value.Should().Be("caller");
                    ExecutionContext.IsFlowSuppressed().Should().BeTrue();
                });
            }

            helper.Should().Be(caller);
            s_local.Value.Should().Be("caller");

            void Right()
            {
                taken.Set();
                s_local.Value = thief;
                ForkJoin.Invoke(helped.Wait, Part);
            }

            void Part()
            {
                helper = Environment.CurrentManagedThreadId;
                look?.Invoke();
                if (part is not null)
                    s_local.Value = part;
                helped.Set();
            }
        });
    }
}
