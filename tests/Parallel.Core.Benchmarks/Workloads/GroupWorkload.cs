using System.Runtime.InteropServices;
using ParallelCore.Benchmarks.Comparing;
using ParallelCore.Benchmarks.Measuring;
using ParallelCore.Benchmarks.Reporting;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>Ten million ints by key: how many there are of each, and which.</summary>
internal sealed class GroupWorkload : IWorkload
{
    private const int Length = 10_000_000;
    private const double Least = 1.6;
    private const string CountBy = "CountBy";
    private const string GroupBy = "GroupBy";

    public string Name => "group";

    public void Run(CompareSession session)
    {
        foreach (int keys in (int[])[1_000, 5_000, 100_000, 1_000_000])
        {
            int[] items = RandomItems.Below(keys, Length);
            RaceResult counts = session.Race(
                new RaceOf<long>($"count 10M ints by {keys:N0} keys", static sum => sum)
                    .Add(ContenderRole.Sequential, LoopNames.Plain, () => CountPlain(items))
                    .Add(ContenderRole.Ours, CountBy, () => ParallelRange.Over(items).CountBy(static item => item).Sum(static pair => (long)pair.Key * pair.Value))
                    .Add(ContenderRole.Peer, LoopNames.Plinq, () => items.AsParallel().GroupBy(static item => item).Sum(static group => (long)group.Key * group.Count())).Race,
                session.LongCalls);
            Goals.Slower(session, $"{Name}, {keys:N0} keys", counts, CountBy, LoopNames.Plain, Least);

            RaceResult groups = session.Race(
                new RaceOf<long>($"group 10M ints by {keys:N0} keys", static sum => sum)
                    .Add(ContenderRole.Sequential, LoopNames.Plain, () => GroupPlain(items))
                    .Add(ContenderRole.Ours, GroupBy, () => ParallelRange.Over(items).GroupBy(static item => item).Sum(static group => (long)group.Key * group.Count()))
                    .Add(ContenderRole.Peer, LoopNames.Plinq, () => items.AsParallel().GroupBy(static item => item).Sum(static group => (long)group.Key * group.Count())).Race,
                session.LongCalls);
            Goals.Slower(session, $"{Name}, {keys:N0} keys", groups, GroupBy, LoopNames.Plain, Least);
        }
    }

    private static long CountPlain(int[] items)
    {
        var counts = new Dictionary<int, int>();
        foreach (int item in items)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(counts, item, out _)++;
        }

        return counts.Sum(static pair => (long)pair.Key * pair.Value);
    }

    private static long GroupPlain(int[] items)
    {
        var groups = new Dictionary<int, List<int>>();
        foreach (int item in items)
        {
            ref List<int>? group = ref CollectionsMarshal.GetValueRefOrAddDefault(groups, item, out _);
            (group ??= []).Add(item);
        }

        return groups.Sum(static pair => (long)pair.Key * pair.Value.Count);
    }
}
