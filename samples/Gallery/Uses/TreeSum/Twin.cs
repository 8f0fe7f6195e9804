namespace ParallelCore.Gallery.Uses.TreeSum;

internal static partial class Sum
{
    // Chosen by trial: a task for each node takes several times as long as the loop, and with fewer levels some tree leaves a core idle.
    private const int LevelsWithTasks = 12;

    public static long ByTasks(Node? node, int level = 0)
    {
        if (node is null)
            return 0;
        if (level >= LevelsWithTasks)
            return Sequential(node);
        Task<long> left = Task.Run(() => ByTasks(node.Left, level + 1));
        long right = ByTasks(node.Right, level + 1);
        return node.Value() + left.Result + right;
    }
}
