using System.Diagnostics;
using ParallelCore.Benchmarks.Comparing;
using ParallelCore.Benchmarks.Measuring;
using ParallelCore.Benchmarks.Reporting;
using ParallelCore.Scheduling;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>Amdahl's law: a program of which a known share runs on the calling thread alone, before a loop. Computed, on as many workers as there are processors; and slept, on many.</summary>
internal sealed class AmdahlWorkload : IWorkload
{
    private const double IterationNanoseconds = 1_000;
    private const int MostRounds = 101;
    private static readonly double[] s_shares = [0, 0.05, 0.1, 0.25, 0.5];
    private static readonly int[] s_sleepers = [1, 2, 4, 8, 16, 32, 64];

    public string Name => "amdahl";

    public void Run(CompareSession session)
    {
        foreach (double share in s_shares)
        {
            Compute(session, share);
        }

        foreach (int workers in s_sleepers)
        {
            using var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = workers, Name = "Amdahl" });
            VirtualCoresWorkload.StartThreads(scheduler);
            foreach (double share in s_shares)
            {
                Sleep(session, scheduler, share);
            }
        }

        AmdahlTable.Show(session.Amdahl);
    }

    private static IEnumerable<int> Counts(int most)
    {
        for (int workers = 1; workers < most; workers *= 2)
        {
            yield return workers;
        }

        yield return most;
    }

    private static void Compute(CompareSession session, double share)
    {
        byte[] output = new byte[session.IsQuick ? 5_000 : 20_000];
        int alone = (int)(share * output.Length);
        var work = new SpinWork(output, SpinCalibration.For(IterationNanoseconds).Steps);
        var race = new Race($"{Text.Ratio(100 * share, 0)} % not shared out") { Reset = () => Array.Clear(output), Checksum = () => Fingerprint.Of(output) }
            .Add(ContenderRole.Sequential, LoopNames.Plain, Repeat.Of(() => PlainLoop.Run(output.Length, work)));
        int[] counts = [.. Counts(session.Processors)];
        foreach (int workers in counts)
        {
            var options = new RangeOptions { MaxWorkers = workers };
            race.Add(ContenderRole.Ours, Contender(workers), Repeat.Of(() =>
            {
                PlainLoop.Run(alone, work);
                ParallelRange.Run(alone, output.Length, ChunkPolicy.Auto, new RangeOf<SpinWork>(work), options);
            }));
        }

        RaceResult result = session.Race(race, session.LongCalls with { MaxRounds = MostRounds });
        foreach (int workers in counts)
        {
            session.Add(new AmdahlFigure(share, workers, Waits: false, result.Seconds(LoopNames.Plain) / result.Seconds(Contender(workers))));
        }

        static string Contender(int workers) => workers == 1 ? "1 worker" : $"{workers} workers";
    }

    /// <summary>An iteration for each worker: with more, who came late would leave one over, which another takes a whole sleep longer for.</summary>
    private static void Sleep(CompareSession session, WorkStealingScheduler scheduler, double share)
    {
        int shared = session.IsQuick ? 320 : 640;
        int alone = (int)Math.Round(shared * share / (1 - share));
        var options = new RangeOptions { Scheduler = scheduler };
        double[] seconds = new double[session.IsQuick ? 1 : 3];
        for (int i = 0; i < seconds.Length; i++)
        {
            long start = Stopwatch.GetTimestamp();
            Thread.Sleep(alone);
            ParallelRange.Run(0, scheduler.Workers, 1, _ => Thread.Sleep(shared / scheduler.Workers), options);
            seconds[i] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        session.Add(new AmdahlFigure(share, scheduler.Workers, Waits: true, (alone + shared) * 1e-3 / Timing.Of(seconds).Median));
    }
}
