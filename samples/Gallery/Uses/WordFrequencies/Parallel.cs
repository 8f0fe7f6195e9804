namespace ParallelCore.Gallery.Uses.WordFrequencies;

internal static partial class Frequencies
{
    private const int Chunk = 1 << 16;

    /// <summary>Each worker counts in a dictionary of its own; they are merged at the end, which takes as long as there are different words.</summary>
    public static Dictionary<string, int> InParallel(string text)
    {
        var total = new Dictionary<string, int>();
        ParallelRange.Run(
            0,
            text.Length,
            Chunk,
            localInit: static () => new Dictionary<string, int>(),
            body: (start, end, counts) =>
            {
                start = StartOfWord(text, start);
                end = StartOfWord(text, end);
                Count(text.AsSpan(start..end), counts);
                return counts;
            },
            localFinally: counts =>
            {
                foreach ((string word, int count) in counts)
                    total[word] = total.GetValueOrDefault(word) + count;
            });
        return total;
    }

    /// <summary>A word belongs to the chunk in which it begins.</summary>
    private static int StartOfWord(string text, int place)
    {
        if (place == 0 || place == text.Length)
            return place;
        int gap = text.AsSpan(place - 1).IndexOfAny(' ', '\n');
        return gap < 0 ? text.Length : place + gap;
    }
}
