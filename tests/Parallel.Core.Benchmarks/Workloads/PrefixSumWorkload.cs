using ParallelCore.Benchmarks.Comparing;
using ParallelCore.Benchmarks.Measuring;
using ParallelCore.Benchmarks.Reporting;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>Running totals of ten million longs: bound by memory.</summary>
internal sealed class PrefixSumWorkload : IWorkload
{
    private const int Length = 10_000_000;
    private const string Ours = "Scan";

    public string Name => "prefix-sum";

    public void Run(CompareSession session)
    {
        long[] items = [.. Enumerable.Range(0, Length).Select(static i => (long)(i % 1000))];
        long[] target = new long[Length];
        RaceResult result = session.Race(
            new RaceOf<long[]>("prefix sum of 10M longs", Fingerprint.Of)
                .Add(ContenderRole.Sequential, LoopNames.Plain, () => ScanPlain(items, target))
                .Add(ContenderRole.Ours, Ours, () => Scan(items, target)).Race,
            session.LongCalls,
            "scan10M_long");
        Goals.AtMost(session, Name, result, Ours, LoopNames.Plain, 1);
        Goals.AtMostNative(session, Name, Ours, result.Seconds(Ours), "tbb", session.Peers.Seconds("tbb", "scan10M_long"), 1);
    }

    private static long[] ScanPlain(long[] items, long[] target)
    {
        long sum = 0;
        for (int i = 0; i < items.Length; i++)
        {
            sum += items[i];
            target[i] = sum;
        }

        return target;
    }

    private static long[] Scan(long[] items, long[] target)
    {
        ParallelAlgorithms.Scan<long>(items, target);
        return target;
    }
}
