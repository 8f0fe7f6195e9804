using ParallelCore.Benchmarks.Comparing;
using ParallelCore.Benchmarks.Measuring;
using ParallelCore.Benchmarks.Reporting;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>The processor time that the whole process uses once its last loop is a second old.</summary>
internal sealed class IdleWorkload : IWorkload
{
    private const int Milliseconds = 1_000;
    private const double Most = 0.1; // percent

    public string Name => "idle-cpu";

    public void Run(CompareSession session)
    {
        byte[] output = new byte[100_000];
        var forms = new LoopForms<SpinWork>(new SpinWork(output, 16));
        Repeat.Of(k => forms.Struct(k), output.Length)(100);
        Repeat.Of(k => forms.PerIndex(k), output.Length)(100);
        Thread.Sleep(Milliseconds);

        TimeSpan before = Environment.CpuUsage.TotalTime;
        Thread.Sleep(Milliseconds);
        double percent = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / Milliseconds * 100;
        session.AddTarget(Name, "< 0.1 % of a core, one second after a loop", $"{Text.Ratio(percent, 3)} %", percent < Most);
    }
}
