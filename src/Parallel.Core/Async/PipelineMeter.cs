using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ParallelCore.Async;

/// <summary>The instruments of all pipelines that run, with the tags <c>pipeline</c> and <c>stage</c>.</summary>
/// <remarks>Thread safety: any threads at once. A run is known from its begin to its end, and no longer.</remarks>
internal static class PipelineMeter
{
    public const string Name = "ParallelCore.Pipeline";

    private static readonly HashSet<PipelineRun> s_runs = [];
    private static readonly Meter s_meter = new(Name);

    static PipelineMeter()
    {
        s_meter.CreateObservableGauge("pipeline.stage.in", static () => Measure(static stage => stage.In),
            "{item}", "Items that the stage has taken.");
        s_meter.CreateObservableGauge("pipeline.stage.out", static () => Measure(static stage => stage.Out),
            "{item}", "Items that the stage has passed on.");
        s_meter.CreateObservableGauge("pipeline.stage.queued", static () => Measure(static stage => (long)stage.Queued),
            "{item}", "Items that wait for the stage.");
        s_meter.CreateObservableGauge("pipeline.stage.busy", static () => Measure(static stage => stage.Busy),
            "1", "The part of the time in which the stage waited for no other.");
        s_meter.CreateObservableGauge("pipeline.stage.starved", static () => Measure(static stage => stage.Starved),
            "1", "The part of the time in which no item was there.");
        s_meter.CreateObservableGauge("pipeline.stage.blocked", static () => Measure(static stage => stage.Blocked),
            "1", "The part of the time in which the next stage had no room.");
    }

    /// <summary>Pipelines that run.</summary>
    public static int Running
    {
        get
        {
            lock (s_runs)
            {
                return s_runs.Count;
            }
        }
    }

    public static void Add(PipelineRun run)
    {
        lock (s_runs)
        {
            s_runs.Add(run);
        }
    }

    public static void Remove(PipelineRun run)
    {
        lock (s_runs)
        {
            s_runs.Remove(run);
        }
    }

    private static List<Measurement<T>> Measure<T>(Func<PipelineStageReport, T> value)
        where T : struct
    {
        PipelineRun[] runs;
        lock (s_runs)
        {
            runs = [.. s_runs];
        }

        var measurements = new List<Measurement<T>>();
        foreach (PipelineRun run in runs)
        {
            long duration = run.Duration;
            foreach (StageRun stage in run.Stages())
            {
                measurements.Add(new(value(stage.Report(duration)), new TagList { { "pipeline", run.Name }, { "stage", stage.Name } }));
            }
        }

        return measurements;
    }
}
