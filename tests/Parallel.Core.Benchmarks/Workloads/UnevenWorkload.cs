using ParallelCore.Benchmarks.Comparing;
using ParallelCore.Benchmarks.Measuring;
using ParallelCore.Benchmarks.Reporting;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>Work whose parts differ so much that everything hangs on what a worker leaves to the others while it is in a long part.</summary>
internal sealed class UnevenWorkload : IWorkload
{
    private const double Least = 0.95;
    private const double MostOfLate = 1.05;

    /// <summary>Two loops that are equally fast still differ by so much from run to run.</summary>
    private const double Noise = 1.01;

    public string Name => "uneven";

    public void Run(CompareSession session)
    {
        RacePlan plan = session.IsQuick
            ? session.LongCalls with { Budget = 0.25, WarmUps = 1 }
            : session.LongCalls with { Budget = 4, WarmUpTime = 0.1 };
        foreach (UnevenRow row in (UnevenRow[])[.. UnevenLoops.All(session.IsQuick), LongLeaf.Row(session.IsQuick), SparseMatrix.Row(session.IsQuick)])
        {
            RaceResult result = session.Race(row.Race, plan, session.IsQuick ? null : "uneven_" + row.Name.Replace(' ', '_'));
            JudgeTime(session, row, result);
            JudgePeers(session, row, result);
        }
    }

    private void JudgeTime(CompareSession session, UnevenRow row, RaceResult result)
    {
        double plain = result.Entries[0].Time.Median;
        double longest = row.Longest * plain;
        double ideal = Math.Max(plain / session.Processors, longest);
        double late = ((plain - longest) / session.Processors) + longest;
        if (row.IsLate)
        {
            Judge($"every form <= {Text.Ratio(MostOfLate)} x (the cheap ones shared + the slow one)", seconds => seconds / late, ratio => ratio <= MostOfLate);
        }
        else
        {
            Judge($"efficiency of every form >= {Text.Ratio(Least)}", seconds => ideal / seconds, ratio => ratio >= Least);
        }

        void Judge(string goal, Func<double, double> ratio, Func<double, bool> isMet)
        {
            (string Name, double Ratio)[] forms = [.. result.Of(ContenderRole.Ours).Select(entry => (entry.Name, ratio(entry.Time.Median)))];
            session.AddTarget(
                $"{Name}, {row.Name}",
                goal,
                string.Join(", ", forms.Select(form => $"{form.Name} {Text.Ratio(form.Ratio, 3)}")),
                forms.All(form => isMet(form.Ratio)));
        }
    }

    private void JudgePeers(CompareSession session, UnevenRow row, RaceResult result)
    {
        (string peer, double seconds) = result.Of(ContenderRole.Peer).Select(entry => (entry.Name, entry.Time.Median))
            .Concat(session.NativeOf(result.Workload).Select(figure => (figure.Peer, figure.Seconds)))
            .MinBy(pair => pair.Item2);
        RaceEntry slowest = result.Of(ContenderRole.Ours).MaxBy(entry => entry.Time.Median)!;
        session.AddTarget(
            $"{Name}, {row.Name}",
            "no peer faster than any form (by more than 1 %)",
            $"{slowest.Name} {Text.Ratio(slowest.Time.Median / seconds, 3)} x {peer}",
            slowest.Time.Median <= Noise * seconds);
    }
}

/// <summary>One kind of unevenness.</summary>
/// <param name="Name">What the kind is called; with underscores, also in the peers' file.</param>
/// <param name="Race">The contenders.</param>
/// <param name="Longest">The share of all work that its longest indivisible part has.</param>
/// <param name="IsLate">Whether a scheduler that doesn't know the long part must meet it late.</param>
internal sealed record UnevenRow(string Name, Race Race, double Longest, bool IsLate = false);
