using FluentAssertions;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Loops;

/// <summary>The largest range that there is, where counts of iterations don't fit into a long.</summary>
public sealed class WholeSpanTests
{
    [Fact]
    public void Run_AutoOverAllLongsWithACheapBody_Ends()
    {
        int calls = 0;
        ulong covered = 0;
        void Body(long start, long end)
        {
            Interlocked.Add(ref covered, unchecked((ulong)end - (ulong)start));
            if (Interlocked.Increment(ref calls) > 100_000)
                throw new InvalidOperationException("The loop does not end.");
        }

        for (int line = 0; line < 60; line++) // a line of its own each time: the cost of the body is unknown, its code is compiled
        {
            calls = 0;
            covered = 0;
            ParallelRange.Run(long.MinValue, long.MaxValue, ChunkPolicy.Auto, Body, Schedulers.Options(2), line);
            covered.Should().Be(ulong.MaxValue);
        }
    }

    [Fact]
    public void Progress_MoreIterationsThanALongHolds_IsNeverNegative()
    {
        var progress = new RecordingProgress();
        ParallelRange.Run(
            long.MinValue,
            long.MaxValue,
            long.MaxValue,
            (_, _) =>
            {
                long start = Environment.TickCount64;
                SpinWait.SpinUntil(() => Environment.TickCount64 - start > 50);
            },
            Schedulers.Options(1).With(progress: progress));
        progress.Reports.Select(report => report.Completed).Should().BeInAscendingOrder().And.OnlyContain(completed => completed > 0);
    }

    [Fact]
    public void Report_NestedInALimitedLoop_SaysMaxWorkers()
    {
        RangeReport? inner = null;
        ParallelRange.Run(
            0,
            1,
            _ => ParallelRange.Run(0, 50, 1, _ => Thread.SpinWait(5_000), new RangeOptions { Report = report => inner = report }),
            Schedulers.Options(4).With(maxWorkers: 1));
        inner!.SequentialReason.Should().Be(SequentialReason.MaxWorkers);
    }
}
