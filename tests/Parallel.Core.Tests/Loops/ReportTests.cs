using FluentAssertions;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Loops;

/// <summary>What a loop says that it did.</summary>
public sealed class ReportTests
{
    [Fact]
    public void Report_EmptyRange_SaysSo()
    {
        RangeReport report = ReportOf(4, options => ParallelRange.Run(0, 0, _ => { }, options));
        (report.SequentialReason, report.Iterations, report.Chunks, report.Workers).Should().Be((SequentialReason.Empty, 0, 0, 0));
        report.ToString().Should().Be("Loop 'named' had nothing to run.");
    }

    [Fact]
    public void Report_SingleChunk_SaysSo()
    {
        RangeReport report = ReportOf(4, options => ParallelRange.Run(0, 10, 10, _ => { }, options));
        (report.SequentialReason, report.Iterations, report.Chunks, report.Workers, report.Steals).Should().Be((SequentialReason.SingleChunk, 10, 1, 1, 0));
        ReportOf(1, options => ParallelRange.Run(0, 1, _ => { }, options)).SequentialReason.Should().Be(SequentialReason.SingleChunk);
    }

    [Fact]
    public void Report_SingleWorker_SaysSo()
    {
        RangeReport report = ReportOf(1, options => ParallelRange.Run(0, 10, 1, _ => { }, options));
        (report.SequentialReason, report.Workers).Should().Be((SequentialReason.SingleWorker, 1));
        report.ToString().Should().Contain("the scheduler has one worker");
    }

    [Fact]
    public void Report_MaxWorkersOne_SaysSo() =>
        ReportOf(4, options => ParallelRange.Run(0, 10, 1, _ => { }, options.With(maxWorkers: 1))).SequentialReason.Should().Be(SequentialReason.MaxWorkers);

    [Fact]
    public void Report_CheapBody_IsTooShort()
    {
        RangeReport report = null!;
        for (int round = 0; round < 50; round++) // the first calls are compiled, and so long
            report = ReportOf(4, options => ParallelRange.Run(0, 20, _ => { }, options));
        (report.SequentialReason, report.Workers, report.Steals).Should().Be((SequentialReason.TooShort, 1, 0));
    }

    [Fact]
    public void Report_EverybodyIsBusy_NobodyCame()
    {
        // Each thread waits for the other's end inside a body, so neither can help the loop that one of them runs.
        RangeReport? inner = null;
        using var end = new Barrier(2);
        Pair.Run(Schedulers.Options(2), i =>
        {
            if (i == 0)
                ParallelRange.Run(0, 20, 1, _ => Thread.SpinWait(3_000), new RangeOptions { Report = report => inner = report });
            end.SignalAndWait();
        });
        (inner!.SequentialReason, inner.Workers, inner.Steals).Should().Be((SequentialReason.NobodyCame, 1, 0));
    }

    [Fact]
    public void Report_OthersTookPart_CountsThem()
    {
        RangeReport report = ReportOf(2, options => Pair.Run(options, _ => { }));
        (report.SequentialReason, report.Workers, report.Steals, report.Chunks).Should().Be((SequentialReason.None, 2, 1, 2));
        report.ToString().Should().Be("Loop 'named' ran 2 iterations in 2 pieces on 2 workers, 1 stolen.");
    }

    [Fact]
    public void Report_LoopFails_IsMadeBeforeTheThrow()
    {
        RangeReport? report = null;
        int thread = 0;
        Action run = () => ParallelRange.Run(
            0,
            10,
            1,
            _ => throw new InvalidOperationException(),
            Schedulers.Options(2).With(report: made =>
                {
                    report = made;
                    thread = Environment.CurrentManagedThreadId;
                }));
        run.Should().Throw<AggregateException>();
        report.Should().NotBeNull();
        thread.Should().Be(Environment.CurrentManagedThreadId);
    }

    [Fact]
    public void Report_RunsALoop_Works()
    {
        int count = 0;
        RangeOptions options = Schedulers.Options(2).With(report: _ => ParallelRange.Run(0, 10, _ => Interlocked.Increment(ref count)));
        ParallelRange.Run(0, 10, _ => Interlocked.Increment(ref count), options);
        count.Should().Be(20);
    }

    [Fact]
    public void ToString_WithoutName_SpeaksOfTheLoop()
    {
        RangeReport? report = null;
        ParallelRange.Run(0, 1, _ => { }, new RangeOptions { Report = made => report = made });
        report!.Name.Should().BeNull();
        report.ToString().Should().StartWith("The loop ran 1 iterations");
    }

    private static RangeReport ReportOf(int workers, Action<RangeOptions> run)
    {
        var reports = new List<RangeReport>();
        run(Schedulers.Options(workers).With(name: "named", report: reports.Add));
        reports.Should().ContainSingle().Which.Name.Should().Be("named");
        return reports[0];
    }
}
