using ParallelCore.Benchmarks.Comparing;
using ParallelCore.Benchmarks.Measuring;
using ParallelCore.Benchmarks.Reporting;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>Loops that may use one worker, against the plain loop.</summary>
internal sealed class OneWorkerWorkload : IWorkload
{
    private const int Length = 100_000;
    private const double Most = 1.02;
    private const string PlainDelegate = "plain loop, delegate";
    private static readonly RangeOptions s_one = new() { MaxWorkers = 1 };

    public string Name => "one-worker";

    public void Run(CompareSession session)
    {
        foreach (double nanoseconds in (double[])[1, 10])
        {
            byte[] output = new byte[Length];
            SpinCost cost = SpinCalibration.For(nanoseconds);
            var forms = new LoopForms<SpinWork>(new SpinWork(output, cost.Steps));
            var race = new Race($"MaxWorkers = 1, 100,000 x {nanoseconds} ns") { Reset = () => Array.Clear(output), Checksum = () => Fingerprint.Of(output) }
                .Add(ContenderRole.Sequential, LoopNames.Plain, Repeat.Of(forms.Plain, Length))
                .Add(ContenderRole.Sequential, PlainDelegate, Repeat.Of(forms.PlainDelegate, Length))
                .Add(ContenderRole.Ours, LoopNames.PerIndex, Repeat.Of(n => forms.PerIndex(n, s_one), Length))
                .Add(ContenderRole.Ours, LoopNames.PerChunk, Repeat.Of(n => forms.PerChunk(n, s_one), Length))
                .Add(ContenderRole.Ours, LoopNames.Struct, Repeat.Of(n => forms.Struct(n, s_one), Length));
            Judge(session, session.Race(race, session.ShortCalls), nanoseconds);
        }
    }

    private void Judge(CompareSession session, RaceResult result, double nanoseconds)
    {
        foreach (RaceEntry entry in result.Of(ContenderRole.Ours))
        {
            double ratio = entry.Time.Median / result.Seconds(entry.Name == LoopNames.PerIndex ? PlainDelegate : LoopNames.Plain);
            session.AddTarget(
                Name,
                $"{entry.Name}, {nanoseconds} ns: within 2 % of the plain loop",
                $"{Text.Ratio(ratio, 3)} x",
                ratio <= Most);
        }
    }
}
