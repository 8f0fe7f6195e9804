using ParallelCore.Collections;

namespace ParallelCore.Samples.SharedDictionary;

/// <summary>Counts words, in ways that differ only in how they share the table.</summary>
internal static class WordCount
{
    /// <summary>A text in which some words are much more frequent than others, the same at every run.</summary>
    public static string[] Text(int length)
    {
        var random = new Random(17);
        string[] vocabulary = [.. Enumerable.Range(0, 2_000).Select(i => $"word{i}")];
        return [.. Enumerable.Range(0, length).Select(_ => vocabulary[(int)(vocabulary.Length * Math.Pow(random.NextDouble(), 3))])];
    }

    /// <summary>A number that only the right counts give.</summary>
    public static long Fingerprint(IReadOnlyDictionary<string, int> counts) =>
        counts.Sum(pair => pair.Value * (long)(int.Parse(pair.Key.AsSpan(4), System.Globalization.CultureInfo.InvariantCulture) + 1));

    public static IReadOnlyDictionary<string, int> Sequential(string[] words)
    {
        var counts = new Dictionary<string, int>();
        foreach (string word in words)
            counts[word] = counts.GetValueOrDefault(word) + 1;
        return counts;
    }

    /// <summary>Loses counts, and sometimes its own structure: then it throws.</summary>
    public static IReadOnlyDictionary<string, int> Naive(string[] words)
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

    /// <summary>Reading and writing are one step.</summary>
    public static IReadOnlyDictionary<string, int> OneStep(string[] words)
    {
        var counts = new SynchronizedDictionary<string, int>();
        ParallelRange.Run(0, words.Length, i => counts.AddOrUpdate(words[i], 1, static (_, count) => count + 1));
        return counts;
    }

    /// <summary>The workers meet once, at the end.</summary>
    public static IReadOnlyDictionary<string, int> Merged(string[] words)
    {
        using var tables = new WorkerLocal<Dictionary<string, int>>(static () => []);
        ParallelRange.Run(0, words.Length, ChunkPolicy.Auto, (start, end) =>
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
