using ParallelCore.Benchmarks.Comparing;
using ParallelCore.Benchmarks.Measuring;
using ParallelCore.Benchmarks.Reporting;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>A million results that a <c>foreach</c> loop takes one by one.</summary>
internal sealed class EnumerateWorkload : IWorkload
{
    private const int Length = 1_000_000;
    private const string Streamed = "foreach";
    private const string Gathered = "ToArray, then foreach";
    private const string Ordered = "PLINQ, ordered";

    public string Name => "enumerate";

    public void Run(CompareSession session)
    {
        double[] items = Array.ConvertAll(RandomItems.Ints(Length), static item => (double)item);
        RaceResult result = session.Race(
            new RaceOf<double>("a foreach loop over the roots of 1M doubles", BitConverter.DoubleToInt64Bits)
                .Add(ContenderRole.Sequential, LoopNames.Plain, () => Sum(items.Select(Math.Sqrt)))
                .Add(ContenderRole.Ours, Streamed, () => Sum(items.InParallel().Select(Math.Sqrt)))
                .Add(ContenderRole.Ours, Gathered, () => Sum(items.InParallel().Select(Math.Sqrt).ToArray()))
                .Add(ContenderRole.Peer, Ordered, () => Sum(items.AsParallel().AsOrdered().Select(Math.Sqrt))).Race,
            session.LongCalls);
        Goals.AtMost(session, Name, result, Streamed, Gathered, 1.15);
    }

    private static double Sum(IEnumerable<double> items)
    {
        double sum = 0;
        foreach (double item in items)
        {
            sum += item;
        }

        return sum;
    }
}
