using ParallelCore.Benchmarks.Comparing;
using ParallelCore.Benchmarks.Measuring;
using ParallelCore.Benchmarks.Reporting;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>A million items against another million: joined, united, intersected; and what is different among few.</summary>
internal sealed class SetsWorkload : IWorkload
{
    private const int Length = 1_000_000;
    private const int FewKeys = 100;
    private const double OverLinq = 1.5;
    private const double OverPlinq = 2;
    private const string Ours = "Parallel.Core";
    private const string Linq = "LINQ";
    private const string HashSet = "HashSet loop";

    public string Name => "sets";

    public void Run(CompareSession session)
    {
        int[] left = RandomItems.Below(Length, Length);
        int[] right = [.. left.Reverse().Select(static item => (item * 3) % Length)];
        Race(
            session,
            "join",
            () => left.Join(right, static x => x, static y => y, static (x, y) => x + y).Count(),
            () => left.InParallel().Join(right, static x => x, static y => y, static (x, y) => x + y).Count(),
            () => left.AsParallel().Join(right.AsParallel(), static x => x, static y => y, static (x, y) => x + y).Count());
        Race(
            session,
            "unite",
            () => left.Union(right).Count(),
            () => left.InParallel().Union(right).Count(),
            () => left.AsParallel().Union(right.AsParallel()).Count());
        Race(
            session,
            "intersect",
            () => left.Intersect(right).Count(),
            () => left.InParallel().Intersect(right).Count(),
            () => left.AsParallel().Intersect(right.AsParallel()).Count());

        int[] few = RandomItems.Below(FewKeys, Length);
        RaceResult distinct = session.Race(
            new RaceOf<long>($"the {FewKeys} different ones of 1M ints", static count => count)
                .Add(ContenderRole.Sequential, HashSet, () => CountDifferent(few))
                .Add(ContenderRole.Ours, Ours, () => few.InParallel().Distinct().Count())
                .Add(ContenderRole.Peer, LoopNames.Plinq, () => few.AsParallel().Distinct().Count()).Race,
            session.LongCalls);
        Goals.AtMost(session, $"{Name}, few", distinct, Ours, HashSet, 1);
    }

    private static void Race(CompareSession session, string what, Func<long> linq, Func<long> ours, Func<long> plinq)
    {
        RaceResult result = session.Race(
            new RaceOf<long>($"{what} 1M ints and 1M others", static count => count)
                .Add(ContenderRole.Sequential, Linq, linq)
                .Add(ContenderRole.Ours, Ours, ours)
                .Add(ContenderRole.Peer, LoopNames.Plinq, plinq).Race,
            session.LongCalls);
        Goals.Slower(session, $"sets, {what}", result, Ours, Linq, OverLinq);
        Goals.Slower(session, $"sets, {what}", result, Ours, LoopNames.Plinq, OverPlinq);
    }

    private static long CountDifferent(int[] items)
    {
        var seen = new HashSet<int>();
        foreach (int item in items)
        {
            seen.Add(item);
        }

        return seen.Count;
    }
}
