using System.Diagnostics;
using ParallelCore.Benchmarks.Comparing;
using ParallelCore.Benchmarks.Measuring;
using ParallelCore.Benchmarks.Reporting;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>Two and three iterations of 10 ms, after idling, each call the first one of its body: nothing is known of its cost.</summary>
internal sealed class CoarseWorkload : IWorkload
{
    private const double Iteration = 10e6; // nanoseconds
    private const int IdleMilliseconds = 50;

    private static volatile uint s_sink;

    public string Name => "coarse";

    public void Run(CompareSession session)
    {
        int steps = SpinCalibration.For(Iteration).Steps;
        Judge(session, 2, 1.9, Measure(session, 2, steps, CoarseSites.Two));
        Judge(session, 3, 1.45, Measure(session, 3, steps, CoarseSites.Three));
    }

    private static RaceResult Measure(CompareSession session, int n, int steps, Action<Action, int>[] sites)
    {
        int done = 0;
        Action iteration = () =>
        {
            s_sink = Spin.Mix((uint)n, steps);
            Interlocked.Increment(ref done);
        };
        var samples = new List<(double Plain, double Ours, double Peer)>();
        foreach (Action<Action, int> site in session.IsQuick ? sites.AsSpan(0, 5) : sites)
        {
            samples.Add((Time(() => Plain(iteration, n)), Time(() => site(iteration, n)), Time(() => Parallel.For(0, n, _ => iteration()))));
        }

        string[] wrong = done == 3 * n * samples.Count ? [] : [$"{n} x 10 ms: {done} iterations instead of {3 * n * samples.Count}"];
        var result = new RaceResult(
            $"{n} x 10 ms, first call",
            [
                new RaceEntry(ContenderRole.Sequential, LoopNames.Plain, Timing.Of([.. samples.Select(sample => sample.Plain)]), null),
                new RaceEntry(ContenderRole.Ours, "first call of a body", Timing.Of([.. samples.Select(sample => sample.Ours)]), null),
                new RaceEntry(ContenderRole.Peer, LoopNames.ParallelFor, Timing.Of([.. samples.Select(sample => sample.Peer)]), null),
            ],
            0,
            wrong);
        session.Keep(result, []);
        return result;
    }

    private static void Plain(Action iteration, int n)
    {
        for (int i = 0; i < n; i++)
        {
            iteration();
        }
    }

    private static double Time(Action call)
    {
        Thread.Sleep(IdleMilliseconds);
        long start = Stopwatch.GetTimestamp();
        call();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private void Judge(CompareSession session, int n, double least, RaceResult result)
    {
        double speedUp = result.Entries[0].Time.Median / result.Entries[1].Time.Median;
        session.AddTarget(Name, $"{n} iterations: speed-up >= {Text.Ratio(least)}", $"{Text.Ratio(speedUp)} x", speedUp >= least);
    }
}
