using System.Diagnostics;
using FluentAssertions;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Loops;

public sealed class ProgressTests
{
    public static TheoryData<string> Forms => LoopForms.All;

    [Theory]
    [MemberData(nameof(Forms))]
    public void Progress_AnyForm_LastReportIsTheTotal(string form)
    {
        foreach (int workers in (int[])[1, 2, 4])
        {
            foreach (int length in (int[])[0, 1, 2, 1_000])
            {
                var progress = new RecordingProgress();
                LoopForms.Named(form).Run(0, length, ChunkPolicy.Auto, (_, _) => { }, Schedulers.Options(workers).With(progress: progress));
                progress.Reports[^1].Should().Be(new RangeProgress(length, length));
                progress.Reports[^1].Fraction.Should().Be(1);
                progress.LastThread.Should().Be(Environment.CurrentManagedThreadId);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Progress_LongLoop_RisesRarelyAndOneAtATime(int workers)
    {
        var progress = new RecordingProgress();
        long start = Stopwatch.GetTimestamp();
        ParallelRange.Run(0, 2_000, _ => Thread.SpinWait(3_000), Schedulers.Options(workers).With(progress: progress));
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;

        progress.WereConcurrent.Should().BeFalse();
        progress.Reports.Select(report => report.Completed).Should().BeInAscendingOrder();
        progress.Reports.Should().OnlyContain(report => report.Total == 2_000 && report.Completed > 0 && report.Completed <= 2_000);
        progress.Reports.Count.Should().BeLessThanOrEqualTo(2 + (int)(seconds * 40));
        progress.Reports.Count(report => report.Completed == 2_000).Should().Be(1);
    }

    [Fact]
    public void Progress_Throws_LoopStopsAndTheExceptionIsInTheAggregate()
    {
        int calls = 0;
        var progress = new ThrowingProgress(report => report.Completed < report.Total ? new FormatException() : null);
        Action run = () => ParallelRange.Run(
            0L,
            long.MaxValue,
            1,
            _ =>
            {
                Interlocked.Increment(ref calls);
                Thread.SpinWait(100);
            },
            Schedulers.Options(4).With(progress: progress));
        run.Should().Throw<AggregateException>().Which.InnerExceptions.Should().ContainSingle().Which.Should().BeOfType<FormatException>();
        calls.Should().BePositive();
    }

    [Fact]
    public void Progress_ThrowsAtTheEnd_IsInAnAggregate()
    {
        int count = 0;
        var progress = new ThrowingProgress(report => report.Completed == report.Total ? new FormatException() : null);
        Action run = () => ParallelRange.Run(0, 100, _ => Interlocked.Increment(ref count), Schedulers.Options(2).With(progress: progress));
        run.Should().Throw<AggregateException>().Which.InnerExceptions.Should().ContainSingle().Which.Should().BeOfType<FormatException>();
        count.Should().Be(100);
    }

    [Fact]
    public void Progress_LoopStopsEarly_NoLastReport()
    {
        var progress = new RecordingProgress();
        RangeOptions options = Schedulers.Options(2).With(progress: progress);
        ParallelRange.RunUntil(0, 100, i => i == 10, options).Should().Be(10);
        Record.Exception(() => ParallelRange.Run(0, 100, i => throw new InvalidOperationException(), options)).Should().NotBeNull();
        progress.Reports.Should().NotContain(report => report.Completed == report.Total);
    }

    [Fact]
    public void Progress_NestedLoopsWithTheSameObject_EachEndsOnce()
    {
        int ends = 0;
        var progress = new ThrowingProgress(report =>
        {
            if (report.Completed == report.Total)
                Interlocked.Increment(ref ends);
            return null;
        });
        ParallelRange.Run(0, 10, 1, _ => ParallelRange.Run(0, 5, 1, _ => { }, new RangeOptions { Progress = progress }), Schedulers.Options(4).With(progress: progress));
        ends.Should().Be(11);
    }
}
