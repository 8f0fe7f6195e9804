using ParallelCore.Benchmarks.Comparing;
using ParallelCore.Benchmarks.Measuring;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>A short loop of next to nothing: the plain loop wins, above all against a delegate an index.</summary>
internal sealed class TinyBodyWorkload : IWorkload
{
    private const int Length = 1_000;

    public string Name => "tiny-body";

    public void Run(CompareSession session)
    {
        byte[] output = new byte[Length];
        SpinCost cost = SpinCalibration.For(1);
        session.Race(LoopRace.Create("1,000 x 1 ns", Length, Length, new SpinWork(output, cost.Steps), output), session.ShortCalls);
    }
}
