using System.Collections.Concurrent;

namespace ParallelCore.Migration;

/// <summary>Parallel.ForEach over what is only enumerable, with cancellation, the index and an early end; Parallel.Invoke.</summary>
public static class Grep
{
    public static string[] Before(IEnumerable<string> lines, string word, CancellationToken cancellationToken)
    {
        var hits = new ConcurrentBag<string>();
        System.Threading.Tasks.Parallel.ForEach(lines, new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = 4 }, (line, state, index) =>
        {
            if (line.Contains(word, StringComparison.Ordinal))
                hits.Add($"{index}: {line}");
        });
        return [.. hits.Order()];
    }

    public static string[] After(IEnumerable<string> lines, string word, CancellationToken cancellationToken)
    {
        var hits = new ConcurrentBag<string>();
        ParallelRange.ForEach(lines, (line, index) =>
        {
            if (line.Contains(word, StringComparison.Ordinal))
                hits.Add($"{index}: {line}");
        }, new RangeOptions { CancellationToken = cancellationToken, MaxWorkers = 4 });
        return [.. hits.Order()];
    }

    public static bool BeforeAny(IEnumerable<string> lines, string word)
    {
        bool found = false;
        System.Threading.Tasks.Parallel.ForEach(lines, (line, state) =>
        {
            if (line.Contains(word, StringComparison.Ordinal))
            {
                Volatile.Write(ref found, true);
                state.Stop();
            }
        });
        return found;
    }

    public static bool AfterAny(IEnumerable<string> lines, string word) => lines.InParallel().Any(line => line.Contains(word, StringComparison.Ordinal));

    public static long? BeforeFirst(string[] lines, string word) =>
        System.Threading.Tasks.Parallel.For(0, lines.Length, (i, state) =>
        {
            if (lines[i].Contains(word, StringComparison.Ordinal))
                state.Break();
        }).LowestBreakIteration;

    public static long? AfterFirst(string[] lines, string word) => ParallelRange.RunUntil(0, lines.Length, i => lines[i].Contains(word, StringComparison.Ordinal));

    public static (int Longest, int Words, char Last) BeforeFacts(string[] lines)
    {
        int longest = 0;
        int words = 0;
        char last = '\0';
        System.Threading.Tasks.Parallel.Invoke(
            () => longest = lines.Max(line => line.Length), () => words = lines.Sum(line => line.Split(' ').Length), () => last = lines.SelectMany(line => line).Max());
        return (longest, words, last);
    }

    public static (int Longest, int Words, char Last) AfterFacts(string[] lines)
    {
        int longest = 0;
        int words = 0;
        char last = '\0';
        ForkJoin.Invoke(
            () => longest = lines.Max(line => line.Length), () => words = lines.Sum(line => line.Split(' ').Length), () => last = lines.SelectMany(line => line).Max());
        return (longest, words, last);
    }
}
