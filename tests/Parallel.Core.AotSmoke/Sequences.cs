namespace ParallelCore.AotSmoke;

/// <summary>A long chain of operators over several types, and an algorithm of each kind.</summary>
internal static class Sequences
{
    private const int Count = 10_000;

    /// <summary>What was computed, and what it should be.</summary>
    public static IEnumerable<(string Name, long Actual, long Expected)> Check()
    {
        ParallelSequence<int> chain = ParallelRange.From(0, Count);
        ParallelSequence<long> longs = chain
            .Select(static i => (Index: i, Half: i / 2.0)).Where(static pair => pair.Index % 2 == 0).Select(static pair => pair.Half)
            .Zip(ParallelRange.From(0L, Count)).Select(static pair => (decimal)pair.First + pair.Second).Skip(10).Reverse().Chunk(7).SelectMany(static chunk => chunk)
            .Select(static value => value.ToString(System.Globalization.CultureInfo.InvariantCulture)).Index().Select(static pair => pair.Item.Length + (long)pair.Index)
            .Window(3).Select(static window => window.Span[0] + window.Span[2]).Do(static _ => { }).Concat(ParallelRange.From(0L, 3)).Distinct().OfType<long>().Cast<long>();
        long expected = Enumerable.Range(0, Count)
            .Select(static i => (Index: i, Half: i / 2.0)).Where(static pair => pair.Index % 2 == 0).Select(static pair => pair.Half)
            .Zip(Enumerable.Range(0, Count)).Select(static pair => (decimal)pair.First + pair.Second).Skip(10).Reverse()
            .Select(static value => value.ToString(System.Globalization.CultureInfo.InvariantCulture)).Select(static (text, i) => text.Length + (long)i).ToArray() is { } all
            ? all.Zip(all.Skip(2)).Select(static pair => pair.First + pair.Second).Concat([0, 1, 2]).Distinct().Sum()
            : 0;
        yield return ("a long chain", longs.Sum(), expected);

        for (int depth = 0; depth < 100; depth++)
            chain = chain.Select(static i => i + 1);
        yield return ("a deep chain", chain.Max(), Count - 1 + 100);
        yield return ("group", ParallelRange.From(0, Count).GroupBy(static i => i % 10).Sum(static group => (long)group.Count() * group.Key), 45 * (Count / 10));
        yield return ("order", ParallelRange.From(0, Count).OrderByDescending(static i => i % 100).ThenBy(static i => i).First(), 99);
        yield return ("worker-local", ParallelRange.From(0, Count).WithLocal(static () => new List<int>()).Select(static (i, list) => list.Capacity * 0 + i).Sum(static i => (long)i), (long)Count * (Count - 1) / 2);

        int[] items = ParallelRange.From(0, Count).Reverse().ToArray();
        ParallelAlgorithms.Sort(items);
        yield return ("sort", ParallelAlgorithms.IsSorted(items) ? 1 : 0, 1);
        ParallelAlgorithms.Scan(items);
        yield return ("prefix sum", items[^1], Count * (Count - 1) / 2);
    }
}
