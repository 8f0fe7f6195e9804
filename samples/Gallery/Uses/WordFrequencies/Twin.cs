namespace ParallelCore.Gallery.Uses.WordFrequencies;

internal static partial class Frequencies
{
    public static Dictionary<string, int> ByParallelFor(string text)
    {
        var total = new Dictionary<string, int>();
        Parallel.For(
            0,
            (text.Length + Chunk - 1) / Chunk,
            static () => new Dictionary<string, int>(),
            (chunk, _, counts) =>
            {
                int start = StartOfWord(text, chunk * Chunk);
                int end = StartOfWord(text, Math.Min(text.Length, (chunk + 1) * Chunk));
                Count(text.AsSpan(start..end), counts);
                return counts;
            },
            counts =>
            {
                lock (total)
                {
                    foreach ((string word, int count) in counts)
                        total[word] = total.GetValueOrDefault(word) + count;
                }
            });
        return total;
    }
}
