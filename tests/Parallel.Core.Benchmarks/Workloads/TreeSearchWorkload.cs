using ParallelCore.Benchmarks.Comparing;
using ParallelCore.Benchmarks.Measuring;
using ParallelCore.Benchmarks.Reporting;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>Counts the nodes of a tree that nobody knows beforehand, with a fork at each inner node and no cut-off.</summary>
/// <remarks>After the Unbalanced Tree Search benchmark (Olivier et al., 2006): a node's hash decides whether it has children, so that most
/// subtrees end at once and a few hold nearly everything. Splitmix64 stands in for SHA-1: the work of a node is a few nanoseconds.</remarks>
internal sealed class TreeSearchWorkload : IWorkload
{
    private const double Least = 0.6;

    /// <summary>Of 256: how many nodes have two children; more than half, or the tree would soon end.</summary>
    private const int Fertile = 154;

    public string Name => "tree-search";

    public void Run(CompareSession session)
    {
        var root = new Node(1, session.IsQuick ? 55 : 68);
        long nodes = Plain(root);
        RaceResult result = session.Race(
            new RaceOf<long>($"unbalanced tree, {nodes:N0} nodes", static count => count) { Items = nodes }
                .Add(ContenderRole.Sequential, "plain recursion", () => Plain(root))
                .Add(ContenderRole.Ours, "context", () => ForkJoin.Run<Node, long, Search>(root, default))
                .Add(ContenderRole.Ours, "static lambda", () => Lambda(root)).Race,
            session.LongCalls);
        foreach (RaceEntry form in result.Of(ContenderRole.Ours))
        {
            double efficiency = result.Entries[0].Time.Median / (session.Processors * form.Time.Median);
            session.AddTarget(Name, $"efficiency, {form.Name} >= {Text.Ratio(Least)}", Text.Ratio(efficiency), efficiency >= Least);
        }
    }

    private static long Plain(Node node) => node.HasChildren ? 1 + Plain(node.Left) + Plain(node.Right) : 1;

    private static long Lambda(Node node)
    {
        if (!node.HasChildren)
        {
            return 1;
        }

        (long left, long right) = ForkJoin.Invoke(node.Left, node.Right, static child => Lambda(child));
        return 1 + left + right;
    }

    private readonly struct Search : IForkBody<Node, long>
    {
        public long Invoke(ForkContext context, Node node)
        {
            if (!node.HasChildren)
            {
                return 1;
            }

            (long left, long right) = context.Invoke<Node, long, Search>(node.Left, node.Right, this);
            return 1 + left + right;
        }
    }

    private readonly struct Node(ulong hash, int height)
    {
        public bool HasChildren => height > 0 && (byte)hash < Fertile;

        public Node Left => Child(1);

        public Node Right => Child(2);

        private Node Child(ulong number)
        {
            ulong mixed = hash + (number * 0x9E3779B97F4A7C15);
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return new Node(mixed ^ (mixed >> 31), height - 1);
        }
    }
}
