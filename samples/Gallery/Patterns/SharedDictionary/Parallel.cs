using ParallelCore.Collections;

namespace ParallelCore.Gallery.Patterns.SharedDictionary;

internal static partial class WordCount
{
    /// <summary>Reading and writing are one step.</summary>
    public static IReadOnlyDictionary<string, int> OneStep(string[] words)
    {
        var counts = new SynchronizedDictionary<string, int>();
        ParallelRange.Run(0, words.Length, i => counts.AddOrUpdate(words[i], 1, static (_, count) => count + 1));
        return counts;
    }

    /// <summary>Where nobody needs the table before the end, the workers meet once.</summary>
    public static IReadOnlyDictionary<string, int> Merged(string[] words)
    {
        using var tables = new WorkerLocal<Dictionary<string, int>>(static () => []);
        ParallelRange.Run(0, words.Length, (start, end) =>
        {
            Dictionary<string, int> counts = tables.Value;
            for (int i = start; i < end; i++)
                counts[words[i]] = counts.GetValueOrDefault(words[i]) + 1;
        });

        var total = new Dictionary<string, int>();
        foreach ((string word, int count) in tables.Values.SelectMany(table => table))
            total[word] = total.GetValueOrDefault(word) + count;
        return total;
    }
}
