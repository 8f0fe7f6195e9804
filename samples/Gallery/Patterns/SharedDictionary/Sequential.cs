namespace ParallelCore.Gallery.Patterns.SharedDictionary;

/// <summary>Counts words in a table.</summary>
internal static partial class WordCount
{
    public static IReadOnlyDictionary<string, int> Sequential(string[] words)
    {
        var counts = new Dictionary<string, int>();
        foreach (string word in words)
            counts[word] = counts.GetValueOrDefault(word) + 1;
        return counts;
    }

    /// <summary>A text in which some words are much more frequent than others, the same at every run.</summary>
    public static string[] Text(int length)
    {
        var random = new Random(17);
        string[] vocabulary = [.. Enumerable.Range(0, 2_000).Select(i => $"word{i}")];
        return [.. Enumerable.Range(0, length).Select(_ => vocabulary[(int)(vocabulary.Length * Math.Pow(random.NextDouble(), 3))])];
    }
}
