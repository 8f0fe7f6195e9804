namespace ParallelCore.Gallery.Uses.TreeSum;

internal static partial class Sum
{
    /// <summary>The two sides at once. <c>static</c> keeps the lambda from capturing anything, so that no object is made.</summary>
    public static long InParallel(Node? node)
    {
        if (node is null)
            return 0;
        (long left, long right) = ForkJoin.Invoke(node.Left, node.Right, static side => InParallel(side));
        return node.Value() + left + right;
    }

    /// <summary>The same with a struct that is handed its worker: the compiler inlines it into the fork.</summary>
    public static long WithContext(Node? node) => ForkJoin.Run<Node?, long, ContextSum>(node, default);

    private readonly struct ContextSum : IForkBody<Node?, long>
    {
        public long Invoke(ForkContext context, Node? node)
        {
            if (node is null)
                return 0;
            (long left, long right) = context.Invoke<Node?, long, ContextSum>(node.Left, node.Right, this);
            return node.Value() + left + right;
        }
    }
}
