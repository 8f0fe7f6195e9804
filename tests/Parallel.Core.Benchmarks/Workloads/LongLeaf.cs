using ParallelCore.Benchmarks.Measuring;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>A long leaf at the end of a chain of forks, whose right sides are short and together as long as the leaf: they must not wait until it ends.</summary>
internal sealed class LongLeaf
{
    private const int Forks = 20;
    private readonly int _leaf;
    private readonly int _side;

    private LongLeaf(int side)
    {
        _side = side;
        _leaf = Forks * side;
    }

    public static UnevenRow Row(bool isQuick)
    {
        double milliseconds = isQuick ? 0.1 : 1;
        var tree = new LongLeaf(SpinCalibration.For(milliseconds * 1e6).Steps);
        var body = new Body(tree);
        Race race = new RaceOf<uint>($"{Forks} forks of {milliseconds:0.#} ms above a leaf of {Forks * milliseconds:0.#} ms", static sum => sum)
            .Add(ContenderRole.Sequential, "plain recursion", () => tree.Plain(Forks))
            .Add(ContenderRole.Ours, "actions", () => tree.Actions(Forks, ForkJoin.Invoke))
            .Add(ContenderRole.Ours, "static lambda", () => Lambda((tree, Forks)))
            .Add(ContenderRole.Ours, "context", () => ForkJoin.Run<int, uint, Body>(Forks, body))
            .Add(ContenderRole.Peer, "Parallel.Invoke", () => tree.Actions(Forks, static (left, right) => Parallel.Invoke(left, right))).Race;
        return new UnevenRow("long leaf", race, 0.5);
    }

    private static uint Lambda((LongLeaf Tree, int Node) at)
    {
        if (at.Node <= 0)
        {
            return at.Tree.Leaf(at.Node);
        }

        (uint left, uint right) = ForkJoin.Invoke(at with { Node = at.Node - 1 }, at with { Node = -at.Node }, static next => Lambda(next));
        return Join(left, right);
    }

    private static uint Join(uint left, uint right) => (31 * left) + right;

    private uint Plain(int node) => node > 0 ? Join(Plain(node - 1), Leaf(-node)) : Leaf(node);

    private uint Actions(int node, Action<Action, Action> fork)
    {
        if (node <= 0)
        {
            return Leaf(node);
        }

        uint left = 0;
        uint right = 0;
        fork(() => left = Actions(node - 1, fork), () => right = Leaf(-node));
        return Join(left, right);
    }

    /// <summary>The long leaf is number 0, the right sides are negative.</summary>
    private uint Leaf(int node) => Spin.Mix((uint)node, node == 0 ? _leaf : _side);

    private readonly struct Body(LongLeaf tree) : IForkBody<int, uint>
    {
        public uint Invoke(ForkContext context, int node)
        {
            if (node <= 0)
            {
                return tree.Leaf(node);
            }

            (uint left, uint right) = context.Invoke<int, uint, Body>(node - 1, -node, this);
            return Join(left, right);
        }
    }
}
