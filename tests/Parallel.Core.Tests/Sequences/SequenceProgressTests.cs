using FluentAssertions;
using ParallelCore.Tests.Loops;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Sequences;

/// <summary>Progress counts the items of the source, never goes back, and ends at all of them.</summary>
public sealed class SequenceProgressTests
{
    private static readonly Dictionary<string, Action<ParallelSequence<int>>> s_results = new()
    {
        ["ForEach"] = static items => items.ForEach(static _ => { }),
        ["ToArray"] = static items => items.ToArray(),
        ["ToList"] = static items => items.ToList(),
        ["Where.ToArray"] = static items => items.Where(static item => item % 2 == 0).ToArray(),
        ["Sum"] = static items => items.Sum(static item => (long)item),
        ["Where.Sum"] = static items => items.Where(static item => item % 2 == 0).Sum(static item => (long)item),
        ["Aggregate"] = static items => items.Aggregate(0L, static (sum, item) => sum + item, static (a, b) => a + b),
        ["First, none"] = static items => items.FirstOrDefault(static item => item < 0),
        ["Partition"] = static items => items.Partition(static item => item % 2 == 0),
        ["Histogram"] = static items => items.Histogram(3, static item => item % 3),
        ["SkipWhile"] = static items => items.SkipWhile(static item => item < 10).Count(),
    };

    public static TheoryData<string> Results => [.. s_results.Keys];

    [Theory]
    [MemberData(nameof(Results))]
    public void Progress_OfAnyResult_RisesToTheTotal(string result)
    {
        foreach (int workers in (int[])[1, 3])
        {
            foreach (ChunkPolicy chunk in (ChunkPolicy[])[ChunkPolicy.Auto, 7, ChunkPolicy.Even])
            {
                var progress = new RecordingProgress();
                s_results[result](ParallelRange.Over(Enumerable.Range(0, 12_345).ToArray()).WithChunk(chunk).On(Schedulers.Of(workers)).WithProgress(progress));
                progress.WereConcurrent.Should().BeFalse();
                progress.Reports.Select(static report => report.Completed).Should().BeInAscendingOrder();
                progress.Reports.Should().OnlyContain(static report => report.Completed <= report.Total);
                long total = result == "SkipWhile" ? 12_335 : 12_345;
                (progress.Reports[^1].Completed, progress.Reports[^1].Total).Should().Be((total, total));
            }
        }
    }

    [Fact]
    public void Report_OfAResult_TellsItsLoopByName()
    {
        var reports = new List<RangeReport>();
        ParallelRange.From(0, 1000).WithName("numbers").WithReport(reports.Add).On(Schedulers.Of(3)).Where(static item => item % 2 == 0).ToArray().Should().HaveCount(500);
        reports.Should().ContainSingle().Which.Name.Should().Be("numbers");
        reports[0].Iterations.Should().Be(1000);
    }

    /// <summary>Short results take short cuts, but not where somebody wants to know of the loop.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    public void Report_OfFewItemsInMemory_IsGivenAllTheSame(int length)
    {
        int[] items = [.. Enumerable.Range(0, length)];
        foreach ((string name, Action<ParallelSequence<int>> result) in ((string, Action<ParallelSequence<int>>)[])
            [("ToArray", static s => s.ToArray()), ("ToList", static s => s.ToList()), ("Count", static s => s.Count()), ("ForEach", static s => s.ForEach(static _ => { })), ("Any", static s => s.Any(static item => item < 0))])
        {
            var reports = new List<RangeReport>();
            result(items.InParallel().WithReport(reports.Add));
            if (length > 0 || name is not "Count") // a reduction of nothing has no loop
            {
                reports.Should().ContainSingle(name).Which.Iterations.Should().Be(length, name);
            }
        }
    }

    [Fact]
    public void MaxWorkers_OfAResult_BoundsWhoRuns()
    {
        int inside = 0;
        int most = 0;
        for (int round = 0; round < 10; round++)
        {
            ParallelRange.From(0, 200).WithChunk(1).On(Schedulers.Of(16)).WithMaxWorkers(2).Where(_ =>
            {
                int now = Interlocked.Increment(ref inside);
                if (now > Volatile.Read(ref most))
                    Volatile.Write(ref most, now);
                Thread.SpinWait(2000);
                Interlocked.Decrement(ref inside);
                return true;
            }).Count();
        }

        most.Should().BeInRange(1, 2);
    }
}
