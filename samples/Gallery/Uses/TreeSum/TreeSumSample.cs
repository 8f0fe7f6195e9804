using ParallelCore.Gallery.Running;
using ParallelCore.Scheduling;
using Spectre.Console;

namespace ParallelCore.Gallery.Uses.TreeSum;

internal sealed class TreeSumSample : ISample
{
    public string Name => "treesum";

    public string Teaches => "a fork at every node, when nobody knows where to cut";

    public ITrial Prepare(Scale scale)
    {
        int nodes = scale.Pick(20_000, 1_000_000, 5_000_000);
        Node? root = Node.Grow(nodes, new Random(54321));
        return new Trial<long>($"A lopsided tree of {nodes:N0} nodes", Expect.Exactly(Sum.Sequential(root)))
            .Sequential("the recursion that you have", () => Sum.Sequential(root))
            .NaiveAndWrong("forks that add to one sum", () => Sum.SharedSum(root))
            .Ours("ForkJoin.Run, a struct", () => Sum.InParallel(root))
            .Twin("tasks for the upper levels", () => Sum.ByTasks(root))
            .Also("ForkJoin.Invoke, static lambda", () => Sum.WithLambda(root))
            .LimitedBy("each of a million forks costs some nanoseconds, beside about a hundred for its node's value: one worker alone shows the same loss.")
            .Showing(static (console, _) =>
            {
                WorkStealingStatistics statistics = WorkStealingScheduler.Shared.GetStatistics();
                console.WriteLine($"Every node forked. Since the program began, other workers took {statistics.Steals:N0} forks; all others were plain calls.");
            });
    }
}
