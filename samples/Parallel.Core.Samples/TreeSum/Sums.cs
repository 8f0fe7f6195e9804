namespace ParallelCore.Samples.TreeSum;

/// <summary>Adds up a tree in three ways, none of which stops dividing before a side is empty.</summary>
internal static class Sums
{
    /// <summary>The recursion that you have.</summary>
    public static long Sequential(Node? node) =>
        node is null ? 0 : node.Value() + Sequential(node.Left) + Sequential(node.Right);

    /// <summary>The two sides at once. <c>static</c> keeps the lambda from capturing anything, so that no object is made.</summary>
    public static long Forked(Node? node)
    {
        if (node is null)
            return 0;
        (long left, long right) = ForkJoin.Invoke(node.Left, node.Right, static side => Forked(side));
        return node.Value() + left + right;
    }

    /// <summary>The same with a struct that is handed its worker.</summary>
    public static long WithContext(Node? node) => ForkJoin.Run<Node?, long, ContextSum>(node, default);
}
