using ParallelCore.Benchmarks.Comparing;
using ParallelCore.Benchmarks.Measuring;
using ParallelCore.Benchmarks.Reporting;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>Arrays of ten million results: one an item, and those that pass a test.</summary>
internal sealed class ToArrayWorkload : IWorkload
{
    private const int Length = 10_000_000;
    private const string Mapped = "Over.Select.ToArray";
    private const string ByIndex = "Run, by index";
    private const string Filtered = "Over.Where.ToArray";
    private const string Ordered = "PLINQ, ordered";

    public string Name => "to-array";

    public void Run(CompareSession session)
    {
        double[] items = new double[Length];
        Array.Fill(items, 1.5);
        RaceResult mapped = session.Race(
            new RaceOf<double[]>("array of a function of 10M doubles", Fingerprint.Of)
                .Add(ContenderRole.Sequential, LoopNames.Plain, () => MapPlain(items))
                .Add(ContenderRole.Ours, Mapped, () => ParallelRange.Over(items).Select(static item => item * 2.5).ToArray())
                .Add(ContenderRole.Ours, ByIndex, () => MapByIndex(items))
                .Add(ContenderRole.Peer, Ordered, () => items.AsParallel().AsOrdered().Select(static item => item * 2.5).ToArray()).Race,
            session.LongCalls);
        Goals.AtMost(session, Name, mapped, Mapped, ByIndex, 1.1);
        Goals.Slower(session, Name, mapped, Mapped, Ordered, 4);

        int[] numbers = RandomItems.Ints(Length);
        RaceResult filtered = session.Race(
            new RaceOf<int[]>("array of the even ones of 10M ints", Fingerprint.Of)
                .Add(ContenderRole.Sequential, LoopNames.Plain, () => FilterPlain(numbers))
                .Add(ContenderRole.Ours, Filtered, () => ParallelRange.Over(numbers).Where(static item => (item & 1) == 0).ToArray())
                .Add(ContenderRole.Peer, Ordered, () => numbers.AsParallel().AsOrdered().Where(static item => (item & 1) == 0).ToArray()).Race,
            session.LongCalls);
        Goals.AtMost(session, Name, filtered, Filtered, LoopNames.Plain, 0.7);
        Goals.Slower(session, Name, filtered, Filtered, Ordered, 4);
    }

    private static double[] MapPlain(double[] items)
    {
        double[] results = new double[items.Length];
        for (int i = 0; i < items.Length; i++)
        {
            results[i] = items[i] * 2.5;
        }

        return results;
    }

    private static double[] MapByIndex(double[] items)
    {
        double[] results = new double[items.Length];
        ParallelRange.Run(0, items.Length, i => results[i] = items[i] * 2.5);
        return results;
    }

    private static int[] FilterPlain(int[] items)
    {
        int[] kept = new int[items.Length];
        int count = 0;
        foreach (int item in items)
        {
            if ((item & 1) == 0)
            {
                kept[count++] = item;
            }
        }

        Array.Resize(ref kept, count);
        return kept;
    }
}
