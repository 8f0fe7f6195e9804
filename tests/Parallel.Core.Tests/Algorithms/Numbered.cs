namespace ParallelCore.Tests.Algorithms;

/// <summary>A value that knows where it was: shows whether equal ones keep their order, and whether one is lost.</summary>
internal readonly record struct Numbered(int Value, int Number)
{
    public static readonly IComparer<Numbered> ByValue = Comparer<Numbered>.Create(static (a, b) => a.Value.CompareTo(b.Value));

    public static Numbered[] From(int[] values) => [.. values.Select(static (value, i) => new Numbered(value, i))];

    public static Numbered[] Sorted(Numbered[] items) => [.. items.OrderBy(static item => item.Value)];
}
