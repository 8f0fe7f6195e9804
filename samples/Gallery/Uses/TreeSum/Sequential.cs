namespace ParallelCore.Gallery.Uses.TreeSum;

/// <summary>Adds up the values of a tree whose shape nobody knows beforehand.</summary>
internal static partial class Sum
{
    public static long Sequential(Node? node) =>
        node is null ? 0 : node.Value() + Sequential(node.Left) + Sequential(node.Right);
}
