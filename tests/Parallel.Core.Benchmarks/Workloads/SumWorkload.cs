using ParallelCore.Benchmarks.Comparing;
using ParallelCore.Benchmarks.Measuring;
using ParallelCore.Benchmarks.Reporting;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>Sums of ten million doubles: as they are, and of a cheap function of each.</summary>
internal sealed class SumWorkload : IWorkload
{
    private const int Length = 10_000_000;
    private const string Fluent = "Over.Sum";
    private const string Mapped = "Over.Select.Sum";
    private const string Struct = "Over.Select.Sum, struct";

    public string Name => "sum";

    public void Run(CompareSession session)
    {
        double[] items = new double[Length];
        Array.Fill(items, 1.5);
        RaceResult sum = session.Race(
            new RaceOf<double>("sum of 10M doubles", BitConverter.DoubleToInt64Bits)
                .Add(ContenderRole.Sequential, LoopNames.Plain, () => SumPlain(items))
                .Add(ContenderRole.Ours, Fluent, () => ParallelRange.Over(items).Sum())
                .Add(ContenderRole.Peer, LoopNames.Plinq, () => items.AsParallel().Sum())
                .Add(ContenderRole.Peer, "LINQ", items.Sum).Race,
            session.LongCalls,
            "sum10M");
        Goals.AtMost(session, Name, sum, Fluent, LoopNames.Plain, 1);
        PeerFigure? native = session.NativeOf(sum.Workload).FirstOrDefault();
        Goals.AtMostNative(session, Name, Fluent, sum.Seconds(Fluent), native?.Peer ?? "the fastest native peer", native?.Seconds, 1.05);

        RaceResult mapped = session.Race(
            new RaceOf<double>("sum of a function of 10M doubles", BitConverter.DoubleToInt64Bits)
                .Add(ContenderRole.Sequential, LoopNames.Plain, () => SumMappedPlain(items))
                .Add(ContenderRole.Ours, Mapped, () => ParallelRange.Over(items).Select(static item => item * 2.5).Sum())
                .Add(ContenderRole.Ours, Struct, () => ParallelRange.Over(items).Select<double, Scale>(new Scale(2.5)).Sum())
                .Add(ContenderRole.Peer, LoopNames.Plinq, () => items.AsParallel().Select(static item => item * 2.5).Sum()).Race,
            session.LongCalls);
        Goals.AtMost(session, Name, mapped, Mapped, LoopNames.Plain, 1);
        Goals.AtMost(session, Name, mapped, Struct, LoopNames.Plain, 1);
        Goals.Slower(session, Name, mapped, Mapped, LoopNames.Plinq, 4);
    }

    private static double SumPlain(double[] items)
    {
        double sum = 0;
        foreach (double item in items)
        {
            sum += item;
        }

        return sum;
    }

    private static double SumMappedPlain(double[] items)
    {
        double sum = 0;
        foreach (double item in items)
        {
            sum += item * 2.5;
        }

        return sum;
    }

    private readonly struct Scale(double factor) : ISelector<double, double>
    {
        public double Invoke(double item) => item * factor;
    }
}
