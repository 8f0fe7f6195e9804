namespace ParallelCore.Samples.WordFrequencies;

/// <summary>Views of a text are equal when their characters are.</summary>
internal sealed class SameText : IEqualityComparer<ReadOnlyMemory<char>>
{
    public static readonly SameText Instance = new();

    public bool Equals(ReadOnlyMemory<char> x, ReadOnlyMemory<char> y) => x.Span.SequenceEqual(y.Span);

    public int GetHashCode(ReadOnlyMemory<char> text) => string.GetHashCode(text.Span);
}
