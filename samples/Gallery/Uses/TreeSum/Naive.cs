namespace ParallelCore.Gallery.Uses.TreeSum;

internal static partial class Sum
{
    /// <summary>Forks, and adds to what all share instead of returning a sum.</summary>
    public static long SharedSum(Node? root)
    {
        long sum = 0;
        Visit(root);
        return sum;

        void Visit(Node? node)
        {
            if (node is null)
                return;
            sum += node.Value();
            ForkJoin.Invoke(() => Visit(node.Left), () => Visit(node.Right));
        }
    }
}
