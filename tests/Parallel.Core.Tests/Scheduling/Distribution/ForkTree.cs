namespace ParallelCore.Tests.Scheduling.Distribution;

/// <summary>A tree of forks, or a part of one, whose leaves are numbered from the left.</summary>
/// <param name="Start">The first leaf.</param>
/// <param name="End">One more than the last leaf.</param>
/// <param name="IsSpine">Whether each right side is a single leaf, so that leaf 0 lies below all forks; if not, sides are halves.</param>
/// <param name="Leaf">Runs a leaf.</param>
internal readonly record struct ForkTree(int Start, int End, bool IsSpine, Action<int> Leaf)
{
    /// <summary>What runs a tree, by the form of its forks.</summary>
    public static IReadOnlyDictionary<string, Action<ForkTree>> Forms { get; } = new Dictionary<string, Action<ForkTree>>
    {
        ["actions"] = ByActions,
        ["functions"] = static tree => ByFunctions(tree),
        ["static lambda"] = static tree => ByState(tree),
        ["struct"] = static tree => new StructBody().Invoke(default, tree),
        ["context"] = static tree => ForkJoin.Run<ForkTree, int, ContextBody>(tree, default),
    };

    private int Middle => IsSpine ? End - 1 : (Start + End) / 2;

    private ForkTree Left => this with { End = Middle };

    private ForkTree Right => this with { Start = Middle };

    public static ForkTree Halves(int leaves, Action<int> leaf) => new(0, leaves, false, leaf);

    public static ForkTree Spine(int forks, Action<int> leaf) => new(0, forks + 1, true, leaf);

    public static void ByActions(ForkTree tree)
    {
        if (!tree.TryRunLeaf())
            ForkJoin.Invoke(() => ByActions(tree.Left), () => ByActions(tree.Right));
    }

    private static int ByFunctions(ForkTree tree)
    {
        if (!tree.TryRunLeaf())
            ForkJoin.Invoke(() => ByFunctions(tree.Left), () => ByFunctions(tree.Right));
        return 0;
    }

    private static int ByState(ForkTree tree)
    {
        if (!tree.TryRunLeaf())
            ForkJoin.Invoke(tree.Left, tree.Right, static side => ByState(side));
        return 0;
    }

    private bool TryRunLeaf()
    {
        if (End - Start > 1)
            return false;
        Leaf(Start);
        return true;
    }

    private readonly struct StructBody : IForkBody<ForkTree, int>
    {
        public int Invoke(ForkContext context, ForkTree tree)
        {
            if (!tree.TryRunLeaf())
                ForkJoin.Invoke<ForkTree, int, StructBody>(tree.Left, tree.Right, this);
            return 0;
        }
    }

    private readonly struct ContextBody : IForkBody<ForkTree, int>
    {
        public int Invoke(ForkContext context, ForkTree tree)
        {
            if (!tree.TryRunLeaf())
                context.Invoke<ForkTree, int, ContextBody>(tree.Left, tree.Right, this);
            return 0;
        }
    }
}
