using System.Collections.Concurrent;
using System.Diagnostics;
using ParallelCore.Benchmarks.Comparing;
using ParallelCore.Benchmarks.Measuring;
using ParallelCore.Benchmarks.Reporting;
using ParallelCore.Scheduling;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>Bodies that sleep instead of computing: they need no core, so schedulers of up to 256 workers show here how they would share coarse work among as many cores.</summary>
internal sealed class VirtualCoresWorkload : IWorkload
{
    private const double MostSeconds = 1;
    private static readonly int[] s_workers = [4, 8, 16, 64, 256];
    private static readonly int[] s_fewWorkers = [4, 16];

    public string Name => "virtual-cores";

    public void Run(CompareSession session)
    {
        int[] workers = session.IsQuick ? s_fewWorkers : s_workers;
        int unit = session.IsQuick ? 20 : 100;
        IReadOnlyList<VirtualCoresShape> shapes = VirtualCoresShape.All;
        double[][] ratios = [.. shapes.Select(_ => new double[workers.Length])];
        for (int k = 0; k < workers.Length; k++)
        {
            using var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = workers[k], Name = "Virtual" });
            StartThreads(scheduler);
            for (int i = 0; i < shapes.Count; i++)
            {
                double ideal = shapes[i].Ideal * unit * 1e-3;
                ratios[i][k] = Measure(session, shapes[i], new VirtualCores(scheduler, unit)) / ideal;
                session.Add(new VirtualCoresFigure(shapes[i].Name, workers[k], ratios[i][k]));
            }
        }

        VirtualCoresTable.Show(workers, [.. shapes.Select((shape, i) => (shape.Name, ratios[i]))]);
        for (int i = 0; i < shapes.Count; i++)
        {
            double most = shapes[i].Most;
            string measured = string.Join(", ", ratios[i].Zip(workers, (ratio, count) => $"{count} workers {Text.Ratio(ratio)} x"));
            session.AddTarget(Name, $"{shapes[i].Name}: <= {Text.Ratio(most)} x the ideal", measured, ratios[i].All(ratio => ratio <= most));
        }
    }

    /// <summary>A few loops of short sleeps, until each worker was seen in one; a scheduler that never gets there is measured as it is.</summary>
    public static void StartThreads(WorkStealingScheduler scheduler)
    {
        const int MostLoops = 30;
        var seen = new ConcurrentDictionary<int, bool>();
        var options = new RangeOptions { Scheduler = scheduler };
        for (int i = 0; i < MostLoops && seen.Count < scheduler.Workers; i++)
        {
            ParallelRange.Run(
                0,
                4 * scheduler.Workers,
                1,
                _ =>
                {
                    seen[Environment.CurrentManagedThreadId] = true;
                    Thread.Sleep(2);
                },
                options);
        }
    }

    /// <summary>The median of three calls, or of as many as a second allows.</summary>
    private static double Measure(CompareSession session, VirtualCoresShape shape, VirtualCores cores)
    {
        int most = session.IsQuick ? 1 : 3;
        var samples = new List<double>();
        do
        {
            cores.Clear();
            long start = Stopwatch.GetTimestamp();
            shape.Run(cores);
            samples.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            if (!cores.HaveRunEachOnce(shape.Bodies(cores)))
            {
                session.AddWrong([$"virtual cores, {cores.Workers} workers, {shape.Name}: not each body once"]);
            }
        }
        while (samples.Count < most && samples.Sum() < MostSeconds);
        return Timing.Of([.. samples]).Median;
    }
}
