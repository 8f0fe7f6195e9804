using FluentAssertions;
using ParallelCore.Scheduling;

namespace ParallelCore.Tests.Scheduling;

/// <summary>A fork that is handed out late, from inside a region that its owner entered after it.</summary>
public sealed class OuterForkTests
{
    private static readonly AsyncLocal<string?> s_local = new();

    [Fact]
    public void AsyncLocal_ForkHandedOutInsideAnotherRegion_IsThatOfTheFork()
    {
        using var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = 2 });
        using var held = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        using var firstTaken = new ManualResetEventSlim();
        using var secondTaken = new ManualResetEventSlim();
        string? seen = null;
        void Hold()
        {
            held.Set();
            release.Wait();
        }

        void Second()
        {
            seen = s_local.Value;
            secondTaken.Set();
        }

        // The only thread of the scheduler is busy, so the first fork fills the slot and the second one stays behind it.
        Threads.RunTogether(2, role =>
        {
            if (role == 0)
            {
                scheduler.Run(() => ForkJoin.Invoke(release.Wait, Hold));
                return;
            }

            held.Wait();
            s_local.Value = "outer";
            scheduler.Run(() => ForkJoin.Invoke(() => ForkJoin.Invoke(Inner, Second), firstTaken.Set));
        });
        seen.Should().Be("outer");

        void Inner()
        {
            release.Set();
            firstTaken.Wait();
            s_local.Value = "inner";
            ForkJoin.Invoke(secondTaken.Wait, static () => { });
        }
    }
}
