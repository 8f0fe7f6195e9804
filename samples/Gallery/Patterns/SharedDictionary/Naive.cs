using ParallelCore.Collections;

namespace ParallelCore.Gallery.Patterns.SharedDictionary;

internal static partial class WordCount
{
    /// <summary>Loses counts, and sometimes its own structure: then it throws.</summary>
    public static IReadOnlyDictionary<string, int> PlainDictionary(string[] words)
    {
        var counts = new Dictionary<string, int>();
        ParallelRange.Run(0, words.Length, i => counts[words[i]] = counts.GetValueOrDefault(words[i]) + 1);
        return counts;
    }

    /// <summary>Each step is safe and the two together are not: another worker may count the same word in between.</summary>
    public static IReadOnlyDictionary<string, int> CheckThenAct(string[] words)
    {
        var counts = new SynchronizedDictionary<string, int>();
        ParallelRange.Run(0, words.Length, i =>
        {
            counts.TryGetValue(words[i], out int count);
            counts[words[i]] = count + 1;
        });
        return counts;
    }
}
