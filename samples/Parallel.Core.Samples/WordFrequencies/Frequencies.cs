using System.Runtime.InteropServices;

namespace ParallelCore.Samples.WordFrequencies;

/// <summary>How often does each word of a text occur? Words are views of the text, so that no string is made.</summary>
internal static class Frequencies
{
    public static long Sequential(string text)
    {
        var counts = new Dictionary<ReadOnlyMemory<char>, int>(SameText.Instance);
        foreach (ReadOnlyMemory<char> word in WordsOf(text.AsMemory()))
            CollectionsMarshal.GetValueRefOrAddDefault(counts, word, out _)++;
        return counts.Sum(Fingerprint);
    }

    /// <summary>PLINQ needs the lines first, and groups the words themselves to count them.</summary>
    public static long Plinq(string text) => text.Split('\n').AsParallel()
        .SelectMany(static line => WordsOf(line.AsMemory()))
        .GroupBy(static word => word, SameText.Instance)
        .Sum(static group => Fingerprint(KeyValuePair.Create(group.Key, group.Count())));

    /// <summary>Lines are found in parallel, and counted without being kept.</summary>
    public static long Fluent(string text) => ParallelRange.Lines(text)
        .SelectMany(WordsOf)
        .CountBy(static word => word, SameText.Instance)
        .Sum(Fingerprint);

    public static IReadOnlyList<KeyValuePair<ReadOnlyMemory<char>, int>> MostFrequent(string text, int count) =>
        ParallelRange.Lines(text).SelectMany(WordsOf).CountBy(static word => word, SameText.Instance).OrderByDescending(static pair => pair.Value).Take(count).ToArray();

    /// <summary>A number that only the right counts give.</summary>
    private static long Fingerprint(KeyValuePair<ReadOnlyMemory<char>, int> pair) =>
        pair.Value * (long)(int.Parse(pair.Key.Span[1..], System.Globalization.CultureInfo.InvariantCulture) + 1);

    private static List<ReadOnlyMemory<char>> WordsOf(ReadOnlyMemory<char> text)
    {
        var words = new List<ReadOnlyMemory<char>>();
        int start = 0;
        while (start < text.Length)
        {
            int length = text.Span[start..].IndexOfAny(' ', '\n');
            if (length < 0)
                length = text.Length - start;
            if (length > 0)
                words.Add(text.Slice(start, length));
            start += length + 1;
        }

        return words;
    }
}
