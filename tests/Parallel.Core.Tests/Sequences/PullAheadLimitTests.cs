using System.Diagnostics;
using FluentAssertions;
using ParallelCore.Tests.Scheduling;
using ParallelCore.Tests.Scheduling.Blocking;

namespace ParallelCore.Tests.Sequences;

/// <summary>While the calling thread pulls the next items of an enumerable, as many bodies run as are allowed: not one less, though it is busy, and not one more when it is back.</summary>
public sealed class PullAheadLimitTests
{
    /// <summary>The batch that is run while the next one is pulled.</summary>
    private const int SecondBatch = 16;

    private const int ThirdBatch = 272;

    private static readonly int s_patience = Effort.Pick(quick: 2, full: 20);

    private static readonly (int Most, int Workers)[] s_limits = [(2, 2), (2, 3), (2, 16), (3, 8), (8, 8), (3, 64), (64, 64)];

    private static readonly Dictionary<string, Action<ParallelSequence<int>, Action<int>>> s_results = new()
    {
        ["ForEach"] = static (items, body) => items.ForEach(body),
        ["ToArray"] = static (items, body) => items.Where(Calls(body)).ToArray(),
        ["Sum"] = Sum,
        ["Count"] = static (items, body) => items.Count(Calls(body)),
    };

    public static TheoryData<string> Results => new(s_results.Keys);

    [Theory]
    [MemberData(nameof(Results))]
    public void MaxWorkers_OfAPulledSource_NoMoreBodiesRunAtOnce(string result)
    {
        foreach ((int most, int workers) in s_limits)
        {
            RangeOptions options = Schedulers.Options(workers).With(maxWorkers: most);
            Bounded(most, (source, body) => s_results[result](source.InParallel().With(options), body));
        }
    }

    /// <summary>Nor do more in all that is nested in a limited loop; a body that pulls counts like one that waits.</summary>
    [Theory]
    [MemberData(nameof(Results))]
    public void MaxWorkers_OfALoopAroundAPulledSource_NoMoreBodiesRunAtOnce(string result)
    {
        foreach ((int most, int workers) in s_limits)
        {
            RangeOptions options = Schedulers.Options(workers).With(maxWorkers: most);
            Bounded(most, (source, body) => ParallelRange.Run(0, 1, 1, _ => s_results[result](source.InParallel(), body), options));
        }
    }

    /// <summary>The source goes on when the bodies have met. It is a sum, whose batches the clock doesn't cut.</summary>
    [Fact]
    public void MaxWorkers_OfAPulledSource_SoManyBodiesMeetBesideThePull()
    {
        foreach ((int most, int workers) in s_limits)
        {
            using var haveMet = new ManualResetEventSlim();
            int arrived = 0;
            PulledSource source = Source(position =>
            {
                if (position == ThirdBatch)
                    Siege.WaitFor(haveMet);
            });
            Sum(source.InParallel().On(Schedulers.Of(workers)).WithMaxWorkers(most), i =>
            {
                int nth = i < SecondBatch ? 0 : Interlocked.Increment(ref arrived);
                if (nth == most)
                    haveMet.Set();
                else if (nth > 0 && nth < most)
                    Siege.WaitFor(haveMet);
                BeLongFirst(i);
            });
        }
    }

    private static void Sum(ParallelSequence<int> items, Action<int> body) => items.Where(Calls(body)).Sum(static i => 0.5 + i);

    private static Func<int, bool> Calls(Action<int> body) => i =>
    {
        body(i);
        return true;
    };

    private static PulledSource Source(Action<int> onPull) => new(2 * ThirdBatch) { OnPull = onPull };

    /// <summary>Each body of those that may meet stays as long as another one might come.</summary>
    private static void Bounded(int most, Action<PulledSource, Action<int>> run)
    {
        var gauge = new Gauge();
        int inside = 0;
        int arrived = 0;
        run(Source(static _ => { }), i =>
        {
            BeLongFirst(i);
            if (i < SecondBatch || Interlocked.Increment(ref arrived) > 3 * most)
                return;
            gauge.Around(() =>
            {
                Interlocked.Increment(ref inside);
                SpinWait.SpinUntil(() => Volatile.Read(ref inside) > most, s_patience);
                Interlocked.Decrement(ref inside);
            });
        });
        gauge.Most.Should().BeInRange(1, most);
    }

    /// <summary>So long that it pays to pull beside the next batch.</summary>
    private static void BeLongFirst(int item)
    {
        long start = Stopwatch.GetTimestamp();
        while (item == 0 && Stopwatch.GetElapsedTime(start) < TimeSpan.FromMilliseconds(1))
            Thread.SpinWait(10);
    }
}
