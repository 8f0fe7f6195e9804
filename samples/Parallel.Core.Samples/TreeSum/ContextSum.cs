namespace ParallelCore.Samples.TreeSum;

/// <summary>The recursion as a struct: the compiler inlines it into the fork.</summary>
internal readonly struct ContextSum : IForkBody<Node?, long>
{
    public long Invoke(ForkContext context, Node? node)
    {
        if (node is null)
            return 0;
        (long left, long right) = context.Invoke<Node?, long, ContextSum>(node.Left, node.Right, this);
        return node.Value() + left + right;
    }
}
