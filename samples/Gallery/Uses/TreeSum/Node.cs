namespace ParallelCore.Gallery.Uses.TreeSum;

/// <summary>A node of a binary tree, whose value takes a moment to work out.</summary>
internal sealed class Node(uint seed, Node? left, Node? right)
{
    public Node? Left { get; } = left;

    public Node? Right { get; } = right;

    /// <summary>Stands for a calculation of about a hundred nanoseconds.</summary>
    public long Value()
    {
        uint value = seed;
        for (int i = 0; i < 64; i++)
        {
            value ^= value << 13;
            value ^= value >> 17;
            value ^= value << 5;
        }

        return value;
    }

    /// <summary>Builds a lopsided tree: at each node the two sides get shares drawn at random.</summary>
    public static Node? Grow(int nodes, Random random)
    {
        if (nodes == 0)
            return null;
        int left = random.Next(nodes);
        return new Node((uint)random.Next(1, int.MaxValue), Grow(left, random), Grow(nodes - 1 - left, random));
    }
}
