namespace ParallelCore.Tests.Algorithms;

/// <summary>A run of indices. Only neighbours can be joined, in their order: an operation that is associative and not commutative, and that notices every
/// mistake.</summary>
internal readonly record struct Segment(int Start, int End)
{
    public static Segment[] Items(int count) => [.. Enumerable.Range(0, count).Select(i => new Segment(i, i + 1))];

    /// <summary>Of each item: all up to it.</summary>
    public static Segment[] Prefixes(int count) => [.. Enumerable.Range(0, count).Select(i => new Segment(0, i + 1))];

    /// <summary>Of each item: all before it. The first one is whatever the test passes as identity.</summary>
    public static Segment[] ExclusivePrefixes(int count) => [.. Enumerable.Range(0, count).Select(i => new Segment(0, i))];

    public static Segment Join(Segment left, Segment right) =>
        left.End == right.Start ? new Segment(left.Start, right.End) : throw new ArgumentException($"{left} doesn't end where {right} starts.");
}
