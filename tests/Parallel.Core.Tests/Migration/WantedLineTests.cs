using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace ParallelCore.Tests.Migration;

/// <summary>What users wanted to write, as they wrote it.</summary>
public sealed class WantedLineTests
{
    private static readonly int[] s_items = [5, 3, 8, 1];

    [Fact]
    public void AQuery_IsAnEnumerable()
    {
        ParallelSequence<int> query = s_items.InParallel().Select(static x => 2 * x);
        int sum = 0;
        foreach (int x in query)
            sum += x;
        Assert.Equal(34, sum);
        Assert.Equal([10, 6, 16, 2], Returned());
        var list = new List<int> { 0 };
        list.AddRange(query);
        Assert.Equal("10,6,16,2", string.Join(",", query));
        Assert.Equal([10, 6, 16, 2], query.ToImmutableArray().AsEnumerable());
        Assert.Equal([10, 6, 16, 2], query.InParallel().InParallel().ToArray());

        IEnumerable<int> Returned() => query;
    }

    [Fact]
    public void Options_GoEverywhere()
    {
        var options = new RangeOptions();
        options.MaxWorkers = -1;
        options.Name = "set one by one";
        Assert.Equal(17, s_items.InParallel().With(options).Sum());
        ParallelRange.Run(0, 4, _ => { }, options);
        ForkJoin.Scope(scope => scope.Spawn(() => { }), options);
        ForkJoin.Invoke(options, () => { }, () => { });
        ParallelAlgorithms.Sort((int[])[2, 1], options: options);
    }

    [Fact]
    public void Loops_AreAsShortAsTheirBodies()
    {
        var seen = new ConcurrentBag<int>();
        ParallelRange.Run(0, 4, (start, end) =>
        {
            for (int i = start; i < end; i++)
                seen.Add(s_items[i]);
        });
        ParallelRange.ForEach(s_items, seen.Add);
        ParallelRange.ForEach(new List<int>(s_items), seen.Add);
        ParallelRange.ForEach(s_items.Where(static x => x > 0), x => seen.Add(x));
        ParallelRange.ForEach((ReadOnlySpan<int>)s_items, seen.Add);
        ParallelRange.ForEach(s_items, (x, i) => Assert.Equal(x, s_items[i]));
        s_items.InParallel().ForEach(Console.Write);
        Assert.Equal(5 * 17, seen.Sum());
    }

    [Fact]
    public void Sort_TakesWhatArraySortTakes()
    {
        int[] part = [5, 4, 3, 2, 1];
        ParallelAlgorithms.Sort(part, 1, 3);
        Assert.Equal([5, 2, 3, 4, 1], part);
        object[] words = new string[] { "b", "c", "a" };
        ParallelAlgorithms.Sort(words);
        Assert.Equal(["a", "b", "c"], words);
        ParallelAlgorithms.Sort(words, static (x, y) => string.CompareOrdinal((string)y, (string)x));
        Assert.Equal(["c", "b", "a"], words);
        Assert.Equal(["c", "b", "a"], words.InParallel().ToArray());
        int[] keys = [2, 1];
        string[] items = ["two", "one"];
        ParallelAlgorithms.Sort(keys, items);
        Assert.Equal(["one", "two"], items);
    }

    [Fact]
    public void Arrays_MayBeOfANarrowerType()
    {
        object[] words = new string[] { "b", "c", "a" };
        object[] numbers = new string[] { "2", "3", "1" };
        ParallelAlgorithms.Sort(words, numbers);
        Assert.Equal(["1", "2", "3"], numbers);
        ParallelAlgorithms.SortBy(words, static word => -((string)word)[0]);
        Assert.Equal(["c", "b", "a"], words);
        ParallelAlgorithms.Reverse(words);
        Assert.Equal(["a", "b", "c"], words);
        Assert.True(ParallelAlgorithms.IsSorted(words));
        ParallelAlgorithms.Shuffle(words, 1);
        ParallelAlgorithms.NthElement(words, 1);
        Assert.Equal("b", words[1]);
        Assert.Equal(["c"], ParallelAlgorithms.TopN(words, 1));
        object[] merged = new object[6];
        ParallelAlgorithms.Merge(numbers, numbers, merged);
        Assert.Equal(["1", "1", "2", "2", "3", "3"], merged);
    }

    [Fact]
    public void Loops_EndWhereTheyAreToldTo()
    {
        Assert.Equal(1, ParallelRange.RunUntil(0, s_items.Length, (i, loop) => s_items[i] == 3));
        Assert.NotNull(ParallelRange.RunUntil(0, 1000, (i, loop) =>
        {
            if (i % 10 == 5)
                loop.Stop();
            return loop.IsEnding;
        }));
        Assert.Equal(3, ParallelRange.RunUntil(0, s_items.Length, (start, end) =>
        {
            int found = Array.IndexOf(s_items, 1, start, end - start);
            return found < 0 ? null : found;
        }));
    }

    [Fact]
    public void Locals_AreHandedInAndReturned()
    {
        int total = 0;
        ParallelRange.ForEach(s_items, () => 0, (x, sum) => sum + x, sum => total += sum);
        Assert.Equal(17, total);
        s_items.InParallel().ForEach(() => 0.0, (x, sum) => sum + x, sum => total += (int)sum);
        Assert.Equal(34, total);
        Assert.Equal(17, s_items.InParallel().AggregateUnordered(() => 0, (sum, x) => sum + x, (a, b) => a + b));
        using var written = new MemoryStream();
        s_items.InParallel().WithLocal(() => new MemoryStream(), stream => stream.WriteTo(written)).ForEach((x, stream) => stream.WriteByte((byte)x));
        Assert.Equal(4, written.Length);
    }

    [Fact]
    public async Task Queries_AreAwaitedAndLookedUp()
    {
        int sum = 0;
        await foreach (int x in s_items.InParallel().Select(static x => x + 1).AsAsyncEnumerable())
            sum += x;
        Assert.Equal(21, sum);
        ILookup<bool, int> byParity = s_items.InParallel().ToLookup(static x => x % 2 == 0);
        Assert.Equal(2, ((ICollection<IGrouping<bool, int>>)byParity).Count);
        Assert.Equal([false, true], byParity.ToArray().Select(static group => group.Key));
        Assert.Equal(3, ((IList<int>)byParity[false])[1]);
        Assert.Contains(byParity.First(), (ICollection<IGrouping<bool, int>>)byParity);
        Assert.Equal(17, new HashSet<int>(s_items).InParallel().Sum());
    }

    [Fact]
    public void Numbers_MayBeMissing()
    {
        decimal?[] amounts = [1.1m, null, 2.2m];
        Assert.Equal(1.65m, amounts.InParallel().Average());
        Assert.Equal(1.65m, amounts.InParallel().Average(static x => x));
        Assert.Equal(3.3m, amounts.InParallel().Sum(static x => x));
        Assert.Null(Array.Empty<decimal?>().InParallel().Average());
        Assert.Equal(2.0, s_items.InParallel().Average(static x => x > 3 ? null : (int?)x));
        Assert.Equal(new Dictionary<string, int> { ["a"] = 1 }, new[] { ("a", 1) }.InParallel().ToDictionary());
        Assert.Throws<ArgumentNullException>("key", static () => new[] { ((string)null!, 1) }.InParallel().ToDictionary());
    }

    /// <summary>However many were put in a row.</summary>
    [Fact]
    public void Concat_ThirtyThousandTimes_IsEnumerated()
    {
        ParallelSequence<int> all = s_items.InParallel();
        for (int i = 0; i < 30_000; i++)
            all = all.Concat(s_items);
        Assert.Equal(30_001 * 17L, all.Select(static x => (long)x).Sum());
        Assert.Equal(3, all.Skip(4 * 29_999).Skip(1).First());
    }
}
