using ParallelCore.Benchmarks.Comparing;
using ParallelCore.Benchmarks.Measuring;
using ParallelCore.Benchmarks.Reporting;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>A hundred loops of a thousand cheap iterations in a loop, against one flat loop over all.</summary>
internal sealed class NestedWorkload : IWorkload
{
    private const int Outer = 100;
    private const int Inner = 1_000;
    private const double Most = 1.1;

    public string Name => "nested";

    public void Run(CompareSession session)
    {
        byte[] output = new byte[Outer * Inner];
        SpinCost cost = SpinCalibration.For(10);
        var forms = new LoopForms<SpinWork>(new SpinWork(output, cost.Steps));
        var race = new Race("100 x 1,000 nested, 10 ns") { Reset = () => Array.Clear(output), Checksum = () => Fingerprint.Of(output) }
            .Add(ContenderRole.Sequential, LoopNames.Plain, Repeat.Of(() => forms.Plain(output.Length)))
            .Add(ContenderRole.Ours, "flat, per index", Repeat.Of(() => forms.PerIndex(output.Length)))
            .Add(ContenderRole.Ours, "nested, per index", Repeat.Of(() => forms.NestedPerIndex(Outer, Inner)))
            .Add(ContenderRole.Ours, "flat, struct", Repeat.Of(() => forms.Struct(output.Length)))
            .Add(ContenderRole.Ours, "nested, struct", Repeat.Of(() => forms.NestedStruct(Outer, Inner)))
            .Add(ContenderRole.Peer, LoopNames.ParallelFor, Repeat.Of(() => forms.NestedParallelFor(Outer, Inner)));
        RaceResult result = session.Race(race, session.ShortCalls);
        foreach (string form in (string[])["per index", "struct"])
        {
            double ratio = result.Seconds("nested, " + form) / result.Seconds("flat, " + form);
            session.AddTarget(Name, $"{form} <= {Text.Ratio(Most)} x the flat loop", $"{Text.Ratio(ratio)} x", ratio <= Most);
        }
    }
}
