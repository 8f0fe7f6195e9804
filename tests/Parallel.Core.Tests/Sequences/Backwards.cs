namespace ParallelCore.Tests.Sequences;

/// <summary>Greater first, by tens only, so that there are ties.</summary>
internal sealed class Backwards : IComparer<int>
{
    public static readonly Backwards Instance = new();

    public int Compare(int x, int y) => (y / 10).CompareTo(x / 10);
}
