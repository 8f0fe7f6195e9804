using ParallelCore.Benchmarks.Comparing;
using ParallelCore.Benchmarks.Measuring;
using ParallelCore.Benchmarks.Reporting;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>Sorts of ten million ints: random ones in two ways, and inputs that tempt a sort to be slow.</summary>
/// <remarks>Every contender sorts a fresh copy, whose cost is in all figures alike; so the ratios are a little closer to 1 than those of the sorts.</remarks>
internal sealed class SortWorkload : IWorkload
{
    private const int Length = 10_000_000;
    private const string Sort = "Sort";
    private const string Sequential = "Array.Sort";
    private static readonly Comparison<int> s_descending = static (a, b) => b.CompareTo(a);

    public string Name => "sort";

    public void Run(CompareSession session)
    {
        int length = session.IsQuick ? Length / 10 : Length;
        int[] random = RandomItems.Ints(length);
        int[] work = new int[length];
        RaceResult ints = session.Race(
            Of($"sort {length:N0} ints")
                .Add(ContenderRole.Sequential, Sequential, Sorted(random, work, static items => Array.Sort(items)))
                .Add(ContenderRole.Ours, Sort, Sorted(random, work, static items => ParallelAlgorithms.Sort(items)))
                .Add(ContenderRole.Peer, LoopNames.Plinq, () => [.. random.AsParallel().Order()]).Race,
            session.LongCalls,
            session.IsQuick ? null : "sort10M_int");
        Goals.AtMostNative(session, Name, Sort, ints.Seconds(Sort), "rayon", session.IsQuick ? null : session.Peers.Seconds("rayon", "sort10M_int"), 1);
        Goals.AtMostNative(session, Name, Sort, ints.Seconds(Sort), "rayon, stable", session.IsQuick ? null : session.Peers.Seconds("rayon", "stable_sort10M_int"), 1);

        RaceResult compared = session.Race(
            Of($"sort {length:N0} ints with a comparer")
                .Add(ContenderRole.Sequential, Sequential, Sorted(random, work, static items => Array.Sort(items, s_descending)))
                .Add(ContenderRole.Ours, Sort, Sorted(random, work, static items => ParallelAlgorithms.Sort(items, s_descending)))
                .Add(ContenderRole.Peer, LoopNames.Plinq, () => [.. random.AsParallel().OrderByDescending(static item => item)]).Race,
            session.LongCalls);
        Goals.Slower(session, $"{Name}, comparer", compared, Sort, Sequential, 1.8);

        foreach ((string name, int[] items) in Patterns(length))
        {
            RaceResult result = session.Race(
                Of($"sort {length:N0} ints, {name}")
                    .Add(ContenderRole.Sequential, Sequential, Sorted(items, work, static copy => Array.Sort(copy)))
                    .Add(ContenderRole.Ours, Sort, Sorted(items, work, static copy => ParallelAlgorithms.Sort(copy))).Race,
                session.LongCalls);
            Goals.AtMost(session, $"{Name}, {name}", result, Sort, Sequential, 1);
        }
    }

    private static RaceOf<int[]> Of(string name) => new(name, Fingerprint.Of);

    private static Func<int[]> Sorted(int[] items, int[] work, Action<int[]> sort) => () =>
    {
        items.CopyTo(work, 0);
        sort(work);
        return work;
    };

    private static IEnumerable<(string Name, int[] Items)> Patterns(int length)
    {
        yield return ("sorted", Make(length, i => i));
        yield return ("reversed", Make(length, i => length - i));
        yield return ("all equal", Make(length, _ => 7));
        yield return ("organ pipe", Make(length, i => i < length / 2 ? i : length - i));
    }

    private static int[] Make(int length, Func<int, int> item) => [.. Enumerable.Range(0, length).Select(item)];
}
