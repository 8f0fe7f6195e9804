using System.Reflection;
using FluentAssertions;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Sequences;

/// <summary>LINQ's operators and results that are made of others: what LINQ gives is what they give.</summary>
public sealed class LinqNameTests
{
    private const string Letters = "1357913";

    private static readonly int[] Others = [3, 1, 12, 3, 40, 5, 99];

    private static readonly Dictionary<string, (Func<IEnumerable<int>, object?> Linq, Func<ParallelSequence<int>, object?> Ours)> s_cases = new()
    {
        ["Append"] = (static s => s.Append(-1).ToArray(), static s => s.Append(-1).ToArray()),
        ["Prepend"] = (static s => s.Prepend(-1).ToArray(), static s => s.Prepend(-1).ToArray()),
        ["DefaultIfEmpty"] = (static s => s.DefaultIfEmpty().ToArray(), static s => s.DefaultIfEmpty().ToArray()),
        ["DefaultIfEmpty of"] = (static s => s.DefaultIfEmpty(7).ToArray(), static s => s.DefaultIfEmpty(7).ToArray()),
        ["TakeLast"] = (static s => s.TakeLast(5).ToArray(), static s => s.TakeLast(5).ToArray()),
        ["TakeLast none"] = (static s => s.TakeLast(-1).ToArray(), static s => s.TakeLast(-1).ToArray()),
        ["SkipLast"] = (static s => s.SkipLast(5).ToArray(), static s => s.SkipLast(5).ToArray()),
        ["SkipLast none"] = (static s => s.SkipLast(-1).ToArray(), static s => s.SkipLast(-1).ToArray()),
        ["Take range"] = (static s => s.Take(2..9).ToArray(), static s => s.Take(2..9).ToArray()),
        ["Take range, reversed"] = (static s => s.Take(9..2).ToArray(), static s => s.Take(9..2).ToArray()),
        ["Take range from the end"] = (static s => s.Take(^7..^2).ToArray(), static s => s.Take(^7..^2).ToArray()),
        ["Take range to the end"] = (static s => s.Take(3..).ToArray(), static s => s.Take(3..).ToArray()),
        ["TakeWhile with index"] = (static s => s.TakeWhile((_, i) => i < 20).ToArray(), static s => s.TakeWhile((_, i) => i < 20).ToArray()),
        ["SkipWhile with index"] = (static s => s.SkipWhile((_, i) => i < 20).ToArray(), static s => s.SkipWhile((_, i) => i < 20).ToArray()),
        ["SelectMany with index"] = (static s => s.SelectMany((x, i) => Enumerable.Repeat(x, i % 4)).ToArray(), static s => s.SelectMany((x, i) => Enumerable.Repeat(x, i % 4)).ToArray()),
        ["SelectMany with index and result"] = (
            static s => s.SelectMany((x, i) => Enumerable.Repeat(x, i % 4), (x, y) => x + y).ToArray(), static s => s.SelectMany((x, i) => Enumerable.Repeat(x, i % 4), (x, y) => x + y).ToArray()),
        ["Zip"] = (static s => s.Zip(Letters).ToArray(), static s => s.Zip(Letters).ToArray()),
        ["Zip of three"] = (static s => s.Zip(Letters, Others).ToArray(), static s => s.Zip(Letters, Others).ToArray()),
        ["Concat"] = (static s => s.Concat(Others).ToArray(), static s => s.Concat(Others).ToArray()),
        ["SequenceEqual"] = (static s => s.SequenceEqual(Enumerable.Range(0, 64)), static s => s.SequenceEqual(Enumerable.Range(0, 64))),
        ["Union"] = (static s => s.Select(Mod).Union(Others).ToArray(), static s => s.Select(Mod).Union(Others).ToArray()),
        ["UnionBy"] = (static s => s.UnionBy(Others, Mod).ToArray(), static s => s.UnionBy(Others, Mod).ToArray()),
        ["Intersect"] = (static s => s.Select(Mod).Intersect(Others).ToArray(), static s => s.Select(Mod).Intersect(Others).ToArray()),
        ["IntersectBy"] = (static s => s.IntersectBy(Others, Mod).ToArray(), static s => s.IntersectBy(Others, Mod).ToArray()),
        ["Except"] = (static s => s.Select(Mod).Except(Others).ToArray(), static s => s.Select(Mod).Except(Others).ToArray()),
        ["ExceptBy"] = (static s => s.ExceptBy(Others, Mod).ToArray(), static s => s.ExceptBy(Others, Mod).ToArray()),
        ["GroupBy with result"] = (static s => s.GroupBy(Mod, (key, items) => (key, items.Sum())).ToArray(), static s => s.GroupBy(Mod, (key, items) => (key, items.Sum())).ToArray()),
        ["GroupBy with element and result"] = (
            static s => s.GroupBy(Mod, static x => x * 2, (key, items) => (key, items.Sum())).ToArray(), static s => s.GroupBy(Mod, static x => x * 2, (key, items) => (key, items.Sum())).ToArray()),
        ["Join"] = (static s => s.Join(Others, Mod, static x => x, (x, y) => (x, y)).ToArray(), static s => s.Join(Others, Mod, static x => x, (x, y) => (x, y)).ToArray()),
        ["Join with null keys"] = (static s => s.Join(Others, Word, Word, (x, y) => (x, y)).ToArray(), static s => s.Join(Others, Word, Word, (x, y) => (x, y)).ToArray()),
        ["LeftJoin"] = (static s => s.LeftJoin(Letters, Word, static c => $"{c}", (x, y) => (x, y)).ToArray(), static s => s.LeftJoin(Letters, Word, static c => $"{c}", (x, y) => (x, y)).ToArray()),
        ["RightJoin"] = (static s => s.RightJoin(Letters, Word, static c => $"{c}", (x, y) => (x, y)).ToArray(), static s => s.RightJoin(Letters, Word, static c => $"{c}", (x, y) => (x, y)).ToArray()),
        ["GroupJoin"] = (
            static s => s.GroupJoin(Others, Word, Word, (x, matches) => (x, string.Join(" ", matches))).ToArray(), static s => s.GroupJoin(Others, Word, Word, (x, matches) => (x, string.Join(" ", matches))).ToArray()),
        ["Query syntax"] = (
            static s => (from x in s where x % 2 == 0 let y = x * x from z in Others join w in Others on x % 9 equals w into matches orderby z descending, x group (x, y, z, matches.Count()) by z into g select (g.Key, g.Count())).ToArray(),
            static s => (from x in s where x % 2 == 0 let y = x * x from z in Others join w in Others on x % 9 equals w into matches orderby z descending, x group (x, y, z, matches.Count()) by z into g select (g.Key, g.Count())).ToArray()),
        ["ElementAt"] = (static s => s.ElementAt(15), static s => s.ElementAt(15)),
        ["ElementAt below"] = (static s => s.ElementAt(-1), static s => s.ElementAt(-1)),
        ["ElementAt from the end"] = (static s => s.ElementAt(^3), static s => s.ElementAt(^3)),
        ["ElementAt the end"] = (static s => s.ElementAt(^0), static s => s.ElementAt(^0)),
        ["ElementAtOrDefault"] = (static s => s.ElementAtOrDefault(15), static s => s.ElementAtOrDefault(15)),
        ["ElementAtOrDefault from the end"] = (static s => s.ElementAtOrDefault(^3), static s => s.ElementAtOrDefault(^3)),
        ["Single"] = (static s => s.Single(), static s => s.Single()),
        ["Single that"] = (static s => s.Single(static x => x == 16), static s => s.Single(static x => x == 16)),
        ["SingleOrDefault"] = (static s => s.SingleOrDefault(), static s => s.SingleOrDefault()),
        ["SingleOrDefault of"] = (static s => s.SingleOrDefault(7), static s => s.SingleOrDefault(7)),
        ["SingleOrDefault that"] = (static s => s.SingleOrDefault(static x => x == 16), static s => s.SingleOrDefault(static x => x == 16)),
        ["SingleOrDefault that, of"] = (static s => s.SingleOrDefault(static x => x == 16, 7), static s => s.SingleOrDefault(static x => x == 16, 7)),
        ["FirstOrDefault of"] = (static s => s.FirstOrDefault(7), static s => s.FirstOrDefault(7)),
        ["FirstOrDefault that, of"] = (static s => s.FirstOrDefault(static x => x > 15, 7), static s => s.FirstOrDefault(static x => x > 15, 7)),
        ["LastOrDefault of"] = (static s => s.LastOrDefault(7), static s => s.LastOrDefault(7)),
        ["LastOrDefault that, of"] = (static s => s.LastOrDefault(static x => x < 15, 7), static s => s.LastOrDefault(static x => x < 15, 7)),
        ["Aggregate"] = (static s => s.Aggregate(static (x, y) => Math.Max(x, y)), static s => s.Aggregate(static (x, y) => Math.Max(x, y))),
        ["Aggregate from"] = (static s => s.Aggregate("", static (text, x) => $"{text.Length}{x}"), static s => s.Aggregate("", static (text, x) => $"{text.Length}{x}")),
        ["Aggregate from, to"] = (static s => s.Aggregate(1, static (n, x) => n * 31 + x, static n => $"{n}"), static s => s.Aggregate(1, static (n, x) => n * 31 + x, static n => $"{n}")),
        ["Aggregate, four"] = (
            static s => s.AsParallel().AsOrdered().Aggregate(0, static (n, x) => n + x, static (a, b) => a + b, static n => $"{n}"), static s => s.Aggregate(0, static (n, x) => n + x, static (a, b) => a + b, static n => $"{n}")),
        ["AsSequential"] = (static s => s.AsEnumerable().ToArray(), static s => s.AsSequential().ToArray()),
        ["AsOrdered"] = (static s => s.ToArray(), static s => s.AsOrdered().AsUnordered().WithDegreeOfParallelism(2).ToArray()),
    };

    /// <summary>Where a name isn't ours: LINQ's own serves, or it says something that a sequence doesn't have.</summary>
    private static readonly Dictionary<string, string> s_elsewhere = new()
    {
        ["AsParallel"] = "a sequence is parallel already; PLINQ's own works on it as on any enumerable",
        ["Empty"] = "ParallelRange.Over([])",
        ["Range"] = "ParallelRange.From",
        ["Repeat"] = "ParallelRange.From(0, n).Select(_ => value)",
        ["Sequence"] = "ParallelRange.From(0, n).Select(...)",
        ["InfiniteSequence"] = "ParallelRange.From(0, long.MaxValue).Select(...)",
        ["TryGetNonEnumeratedCount"] = "LINQ's own, which says no: a sequence is no collection",
        ["WithExecutionMode"] = "there is one mode: what doesn't pay stays on the calling thread",
        ["WithMergeOptions"] = "foreach hands out items a window at a time",
    };

    public static TheoryData<string> Names => new(s_cases.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void Name_AnySourceAndLength_GivesWhatLinqGives(string name)
    {
        (Func<IEnumerable<int>, object?> linq, Func<ParallelSequence<int>, object?> ours) = s_cases[name];
        foreach (int workers in (int[])[1, 2, 8])
        {
            foreach (int length in (int[])[0, 1, 2, 5, 16, 17, 64, 1000])
            {
                IEnumerable<int> items = Enumerable.Range(0, length);
                object? wanted = Caught(() => linq(items), out Type? failure);
                foreach (ParallelSequence<int> sequence in (ParallelSequence<int>[])
                         [
                             ParallelRange.From(0, length), items.ToArray().InParallel(), new PulledSource(length).InParallel(), ParallelRange.From(0, length * 2).Where(i => i < length),
                         ])
                {
                    object? got = Caught(() => ours(sequence.On(Schedulers.Of(workers))), out Type? thrown);
                    thrown.Should().Be(failure, "{0} of {1} items", name, length);
                    if (wanted is Array array)
                        ((Array)got!).Cast<object?>().Should().Equal(array.Cast<object?>(), "{0} of {1} items", name, length);
                    else
                        got.Should().Be(wanted, "{0} of {1} items", name, length);
                }
            }
        }
    }

    [Fact]
    public void Shuffle_AnyLength_HasTheSameItems()
    {
        foreach (int length in (int[])[0, 1, 2, 100, 5000])
            ParallelRange.From(0, length).Shuffle().Order().ToArray().Should().Equal(Enumerable.Range(0, length));
        ParallelRange.From(0, 5000).Shuffle().ToArray().Should().NotBeInAscendingOrder();
    }

    [Fact]
    public void ForAll_EachItem_IsHandedOver()
    {
        long sum = 0;
        ParallelRange.From(0, 1000).ForAll(item => Interlocked.Add(ref sum, item));
        sum.Should().Be(499_500);
    }

    [Fact]
    public void EveryNameOfLinqAndPlinq_IsOursOrSaysWhere()
    {
        HashSet<string> ours = [.. typeof(ParallelSequence<>).GetMethods().Concat(typeof(OrderedParallelSequence<>).GetMethods()).Concat(typeof(ParallelSequenceExtensions).GetMethods()).Select(static method => method.Name)];
        string[] theirs = [.. typeof(Enumerable).GetMethods(BindingFlags.Public | BindingFlags.Static).Concat(typeof(ParallelEnumerable).GetMethods(BindingFlags.Public | BindingFlags.Static)).Select(static method => method.Name).Distinct()];
        theirs.Where(name => !ours.Contains(name) && !s_elsewhere.ContainsKey(name)).Should().BeEmpty();
        s_elsewhere.Keys.Should().OnlyContain(name => theirs.Contains(name) && !ours.Contains(name));
    }

    private static int Mod(int x) => x % 13;

    private static string? Word(int x) => x % 5 == 4 ? null : $"{x % 7}";

    private static object? Caught(Func<object?> run, out Type? failure)
    {
        failure = null;
        try
        {
            return run();
        }
        catch (Exception e)
        {
            failure = e.GetType();
            return null;
        }
    }
}
