namespace ParallelCore.Gallery.Uses.WordFrequencies;

internal static partial class Frequencies
{
    /// <summary>In one expression: shorter, and slower, since every word passes through three delegates.</summary>
    public static Dictionary<string, int> InOneExpression(string text) => ParallelRange.Lines(text)
        .SelectMany(static line => line.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .CountBy(static word => word)
        .ToDictionary(static pair => pair.Key, static pair => pair.Value);
}
