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
        report.ToString().Should().MatchRegex(@"^Loop 'named' ran 2 iterations in 2 pieces on 2 workers, 1 stolen, in [0-9.]+ ms\.$");
        report.Duration.Should().BePositive();
    }

    [Fact]
    public void Report_OnePiece_IsNotPlural() =>
        ReportOf(2, options => ParallelRange.Run(0, 5, 5, _ => { }, options)).ToString().Should().Contain("ran 5 iterations in 1 piece on 1 worker, ");

    [Fact]
    public void Report_OfEachEnd_SaysHowItEndedAndHowFarItCame()
    {
        RangeReport whole = ReportOf(1, options => ParallelRange.Run(0, 1000, 10, _ => { }, options));
        (whole.Outcome, whole.Completed, whole.Iterations).Should().Be((RangeOutcome.Completed, 1000, 1000));

        RangeReport stopped = ReportOf(1, options => ParallelRange.RunUntil(0, 1000, 10, i => i == 333, options));
        stopped.Outcome.Should().Be(RangeOutcome.Stopped);
        stopped.Completed.Should().BeInRange(330, 999);
        stopped.ToString().Should().Contain($"ran {stopped.Completed} of 1000 iterations").And.EndWith("until one stopped it: the scheduler has one worker.");

        using var source = new CancellationTokenSource();
        RangeReport cancelled = ReportOf(1, options => ((Action)(() => ParallelRange.Run(
            0,
            100_000,
            1,
            i =>
            {
                if (i == 1131)
                    source.Cancel();
            },
            options.With(cancellationToken: source.Token)))).Should().Throw<OperationCanceledException>());
        cancelled.Outcome.Should().Be(RangeOutcome.Cancelled);
        cancelled.Completed.Should().BeInRange(1000, 99_999);

        RangeReport failed = ReportOf(1, options => ((Action)(() => ParallelRange.Run(0, 1000, 10, i => _ = i == 500 ? throw new InvalidOperationException() : i, options))).Should().Throw<AggregateException>());
        failed.Outcome.Should().Be(RangeOutcome.Failed);
        failed.Completed.Should().BeInRange(1, 999);
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
