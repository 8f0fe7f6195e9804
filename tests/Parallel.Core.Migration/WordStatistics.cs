namespace ParallelCore.Migration;

/// <summary>PLINQ: the words of a text, how often each occurs, the most frequent first.</summary>
public static class WordStatistics
{
    public static (string Word, int Count)[] Before(IReadOnlyList<string> lines) =>
        (from line in lines.AsParallel().AsOrdered().WithDegreeOfParallelism(4)
         from word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
         where word.Length > 2
         group word by word.ToUpperInvariant() into words
         let count = words.Count()
         orderby count descending, words.Key
         select (words.Key, count)).Take(20).ToArray();

    public static (string Word, int Count)[] After(IReadOnlyList<string> lines) =>
        (from line in lines.InParallel().AsOrdered().WithDegreeOfParallelism(4)
         from word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
         where word.Length > 2
         group word by word.ToUpperInvariant() into words
         let count = words.Count()
         orderby count descending, words.Key
         select (words.Key, count)).Take(20).ToArray();
}
