using Spectre.Console;
using ParallelCore.Scheduling;

namespace ParallelCore.Samples.TreeSum;

/// <summary>A fork at every node of a tree whose shape nobody knows beforehand.</summary>
internal sealed class TreeSumSample : ISample
{
    public string Name => "treesum";

    public string Question => "what if I can't tell where to cut?";

    public bool Run(bool isQuick)
    {
        int nodes = isQuick ? 50_000 : 1_000_000;
        Node? root = Node.Grow(nodes, new Random(54321));
        long expected = Sums.Sequential(root);

        var comparison = new Comparison(
            FormattableString.Invariant($"Adding up a tree of {nodes:N0} nodes"),
            rounds: isQuick ? 1 : 7,
            isRight: sum => sum == expected);
        comparison.Add("sequential recursion", () => Sums.Sequential(root));
        comparison.Add("ForkJoin.Invoke, static lambda", () => Sums.Forked(root));
        comparison.Add("ForkContext", () => Sums.WithContext(root));
        bool allRight = comparison.Run();

        AnsiConsole.WriteLine("Every node forked. Only a few of the forks were ever taken by another worker; the rest were plain calls:");
        AnsiConsole.WriteLine(WorkStealingScheduler.Shared.GetStatistics().ToString());
        return allRight;
    }
}
