using FluentAssertions;

namespace ParallelCore.Tests.Sequences;

/// <summary>A loop over a sequence gets the items that LINQ's loop gets, and then the exception that LINQ's loop throws, wherever one of the delegates fails.</summary>
public sealed class StreamedFailureTests
{
    private const int Length = 1000;

    private static readonly int[] s_places = Effort.Pick(quick: [0, 1, 17, 299], full: (int[])[0, 1, 2, 15, 16, 17, 63, 64, 65, 100, 271, 272, 273, 299, 500, 998, 999, Length]);

    private static readonly Dictionary<string, Case> s_cases = new()
    {
        ["Select"] = new(static (s, f) => s.Select(f), static (s, f) => s.Select(f)),
        ["Select with index"] = new(static (s, f) => s.Select((i, k) => f(i) + k), static (s, f) => s.Select((i, k) => f(i) + k)),
        ["Where, Select with index"] = new(static (s, f) => s.Where(static i => i % 3 != 0).Select((i, k) => f(i) + k), static (s, f) => s.Where(static i => i % 3 != 0).Select((i, k) => f(i) + k)),
        ["Where"] = new(static (s, f) => s.Where(i => f(i) % 2 == 1), static (s, f) => s.Where(i => f(i) % 2 == 1)),
        ["Where with index"] = new(static (s, f) => s.Where((i, k) => (f(i) + k) % 3 == 1), static (s, f) => s.Where((i, k) => (f(i) + k) % 3 == 1)),
        ["SelectMany"] = new(static (s, f) => s.SelectMany(i => Enumerable.Repeat(i, 3).Select(f)), static (s, f) => s.SelectMany(i => Enumerable.Repeat(i, 3).Select(f))),
        ["SelectMany with index"] = new(static (s, f) => s.SelectMany((i, k) => new[] { f(i), k }), static (s, f) => s.SelectMany((i, k) => new[] { f(i), k })),
        ["SelectMany, result"] = new(static (s, f) => s.SelectMany(static i => new[] { i, -1 }, (i, k) => f(i) * k), static (s, f) => s.SelectMany(static i => new[] { i, -1 }, (i, k) => f(i) * k)),
        ["OfType"] = new(static (s, f) => s.Select(f).OfType<int>(), static (s, f) => s.Select(f).OfType<int>()),
        ["Cast"] = new(static (s, f) => s.Select(i => (object)f(i)).Cast<int>(), static (s, f) => s.Select(i => (object)f(i)).Cast<int>()),
        ["Index"] = new(static (s, f) => s.Select(f).Index(), static (s, f) => s.Select(f).Index()),
        ["Zip with an array"] = new(static (s, f) => s.Zip(new int[600], (i, _) => f(i)), static (s, f) => s.Zip(new int[600], (i, _) => f(i))),
        ["Zip with one that fails"] = new(static (s, f) => s.Zip(new PulledSource(Length).Select(f)), static (s, f) => s.Zip(new PulledSource(Length).Select(f))),
        ["Zip of a failing one"] = new(static (s, f) => s.Select(f).Zip(new PulledSource(Length)), static (s, f) => s.Select(f).Zip(new PulledSource(Length))),
        ["Concat"] = new(static (s, f) => s.Concat(new PulledSource(50)).Select(f), static (s, f) => s.Concat(new PulledSource(50)).Select(f)),
        ["Concat, second fails"] = new(static (s, f) => s.Concat(new PulledSource(Length).InParallel().Select(f)), static (s, f) => s.Concat(new PulledSource(Length).Select(f))),
        ["Append"] = new(static (s, f) => s.Select(f).Append(-1), static (s, f) => s.Select(f).Append(-1)),
        ["Prepend"] = new(static (s, f) => s.Select(f).Prepend(-1), static (s, f) => s.Select(f).Prepend(-1)),
        ["DefaultIfEmpty"] = new(static (s, f) => s.Select(f).DefaultIfEmpty(), static (s, f) => s.Select(f).DefaultIfEmpty()),
        ["Take"] = new(static (s, f) => s.Select(f).Take(600), static (s, f) => s.Select(f).Take(600)),
        ["Where, Take"] = new(static (s, f) => s.Select(f).Where(static i => i % 2 == 0).Take(200), static (s, f) => s.Select(f).Where(static i => i % 2 == 0).Take(200)),
        ["Take of a range"] = new(static (s, f) => s.Select(f).Where(static i => true).Take(100..400), static (s, f) => s.Select(f).Where(static i => true).Take(100..400)),
        ["Skip"] = new(static (s, f) => s.Select(f).Where(static i => true).Skip(5), static (s, f) => s.Select(f).Where(static i => true).Skip(5)),
        ["SkipLast"] = new(static (s, f) => s.Select(f).SkipLast(5), static (s, f) => s.Select(f).SkipLast(5)),
        ["TakeLast"] = new(static (s, f) => s.Select(f).TakeLast(5), static (s, f) => s.Select(f).TakeLast(5)),
        ["TakeWhile"] = new(static (s, f) => s.TakeWhile(i => f(i) < 500), static (s, f) => s.TakeWhile(i => f(i) < 500)),
        ["TakeWhile with index"] = new(static (s, f) => s.TakeWhile((i, k) => f(i) + k < 800), static (s, f) => s.TakeWhile((i, k) => f(i) + k < 800)),
        ["SkipWhile"] = new(static (s, f) => s.SkipWhile(i => f(i) < 100), static (s, f) => s.SkipWhile(i => f(i) < 100)),
        ["SkipWhile with index"] = new(static (s, f) => s.Select(f).SkipWhile(static (i, k) => i + k < 100), static (s, f) => s.Select(f).SkipWhile(static (i, k) => i + k < 100)),
        ["Chunk"] = new(static (s, f) => s.Select(f).Chunk(7).Select(Text), static (s, f) => s.Select(f).Chunk(7).Select(Text)),
        ["Where, Chunk"] = new(static (s, f) => s.Select(f).Where(static i => i % 5 != 0).Chunk(70).Select(Text), static (s, f) => s.Select(f).Where(static i => i % 5 != 0).Chunk(70).Select(Text)),
        ["Distinct"] = new(static (s, f) => s.Select(i => f(i) / 3).Distinct(), static (s, f) => s.Select(i => f(i) / 3).Distinct()),
        ["DistinctBy"] = new(static (s, f) => s.DistinctBy(i => f(i) / 3), static (s, f) => s.DistinctBy(i => f(i) / 3)),
        ["Distinct, comparer fails"] = new(static (s, f) => s.Distinct(new Comparer(f)), static (s, f) => s.Distinct(new Comparer(f))),
        ["Union"] = new(static (s, f) => s.Select(f).Union([3, -1]), static (s, f) => s.Select(f).Union([3, -1])),
        ["UnionBy"] = new(static (s, f) => s.UnionBy([3, -1], i => f(i) / 3), static (s, f) => s.UnionBy([3, -1], i => f(i) / 3)),
        ["Except"] = new(static (s, f) => s.Select(f).Except([3, -1]), static (s, f) => s.Select(f).Except([3, -1])),
        ["ExceptBy"] = new(static (s, f) => s.ExceptBy([3, -1], i => f(i) / 3), static (s, f) => s.ExceptBy([3, -1], i => f(i) / 3)),
        ["Except, comparer fails"] = new(static (s, f) => s.Except([3000], new Comparer(f)), static (s, f) => s.Except([3000], new Comparer(f))),
        ["Except one that fails"] = new(static (s, f) => s.Except(new PulledSource(20).Select(f)), static (s, f) => s.Except(new PulledSource(20).Select(f))),
        ["Intersect"] = new(static (s, f) => s.Select(f).Intersect(Enumerable.Range(5, 400)), static (s, f) => s.Select(f).Intersect(Enumerable.Range(5, 400))),
        ["IntersectBy"] = new(static (s, f) => s.IntersectBy(Enumerable.Range(5, 90), i => f(i) / 3), static (s, f) => s.IntersectBy(Enumerable.Range(5, 90), i => f(i) / 3)),
        ["Join"] = new(static (s, f) => s.Join(Enumerable.Range(5, 400), f, static k => k, static (i, k) => i + k), static (s, f) => s.Join(Enumerable.Range(5, 400), f, static k => k, static (i, k) => i + k)),
        ["Join, result"] = new(static (s, f) => s.Join(Enumerable.Range(5, 400), static i => i, static k => k, (i, k) => f(i)), static (s, f) => s.Join(Enumerable.Range(5, 400), static i => i, static k => k, (i, k) => f(i))),
        ["LeftJoin"] = new(static (s, f) => s.LeftJoin(Enumerable.Range(5, 400), f, static k => k, static (i, k) => i + k), static (s, f) => s.LeftJoin(Enumerable.Range(5, 400), f, static k => k, static (i, k) => i + k)),
        ["GroupJoin"] = new(static (s, f) => s.GroupJoin(Enumerable.Range(5, 400), f, static k => k, static (i, all) => i + all.Count()), static (s, f) => s.GroupJoin(Enumerable.Range(5, 400), f, static k => k, static (i, all) => i + all.Count())),
        ["Reverse"] = new(static (s, f) => s.Select(f).Where(static i => true).Reverse(), static (s, f) => s.Select(f).Where(static i => true).Reverse()),
        ["OrderBy"] = new(static (s, f) => s.OrderBy(i => -f(i)), static (s, f) => s.OrderBy(i => -f(i))),
        ["GroupBy"] = new(static (s, f) => s.GroupBy(i => f(i) % 7).Select(static g => g.Key), static (s, f) => s.GroupBy(i => f(i) % 7).Select(static g => g.Key)),
        ["CountBy"] = new(static (s, f) => s.CountBy(i => f(i) % 7), static (s, f) => s.CountBy(i => f(i) % 7)),
        ["AggregateBy"] = new(static (s, f) => s.AggregateBy(i => f(i) % 7, 0, static (sum, i) => sum + i), static (s, f) => s.AggregateBy(i => f(i) % 7, 0, static (sum, i) => sum + i)),
    };

    private static readonly Dictionary<string, Case> s_skipping = new()
    {
        ["Take, Skip"] = new(static (s, f) => s.Select(f).Take(600).Skip(100), static (s, f) => s.Select(f).Take(600).Skip(100)),
        ["Take, Skip, Skip"] = new(static (s, f) => s.Select(f).Take(600).Skip(10).Skip(10), static (s, f) => s.Select(f).Take(600).Skip(10).Skip(10)),
        ["Take, Concat, Skip"] = new(static (s, f) => s.Select(f).Take(600).Concat(new int[300]).Skip(150), static (s, f) => s.Select(f).Take(600).Concat(new int[300]).Skip(150)),
        ["Take, Chunk, Skip"] = new(static (s, f) => s.Select(f).Take(600).Chunk(7).Skip(20).Select(Text), static (s, f) => s.Select(f).Take(600).Chunk(7).Skip(20).Select(Text)),
        ["Take, Reverse, Skip"] = new(static (s, f) => s.Select(f).Take(600).Reverse().Skip(20), static (s, f) => s.Select(f).Take(600).Reverse().Skip(20)),
        ["Take, Zip, Skip"] = new(static (s, f) => ParallelRange.From(0, 900).Zip(s.Select(f).Take(600)).Skip(20), static (s, f) => Enumerable.Range(0, 900).Zip(s.Select(f).Take(600)).Skip(20)),
        ["DistinctBy, Skip"] = new(static (s, f) => s.DistinctBy(i => f(i) / 2).Skip(100), static (s, f) => s.DistinctBy(i => f(i) / 2).Skip(100)),
        ["SkipLast, Skip"] = new(static (s, f) => s.Select(f).SkipLast(10).Skip(100), static (s, f) => s.Select(f).SkipLast(10).Skip(100)),
        ["Take, Window"] = new(static (s, f) => s.Select(f).Take(600).Window(3).Select(static w => w.Span[0]), static (s, f) => s.Select(f).Take(600).SkipLast(2)),
        ["Take, OrderBy"] = new(static (s, f) => s.Select(f).Take(600).OrderBy(static i => -i), static (s, f) => s.Select(f).Take(600).OrderBy(static i => -i)),
    };

    public static TheoryData<string> Names => [.. s_cases.Keys];

    public static TheoryData<string> SkippingNames => [.. s_skipping.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Foreach_OverAPulledSource_GivesLinqsItemsThenLinqsException(string name) => Check(name, static () => new PulledSource(Length).InParallel());

    [Theory]
    [MemberData(nameof(Names))]
    public void Foreach_OverAnArray_GivesLinqsItemsThenLinqsException(string name) => Check(name, static () => Enumerable.Range(0, Length).ToArray().InParallel());

    [Theory]
    [MemberData(nameof(Names))]
    public void Foreach_OverAFilteredArray_GivesLinqsItemsThenLinqsException(string name) =>
        Check(name, static () => Enumerable.Range(0, Length).ToArray().InParallel().Where(static _ => true));

    /// <summary>Where what was gathered is read from another place than its first, there may be fewer items before the failure, but never none in its place.</summary>
    [Theory]
    [MemberData(nameof(SkippingNames))]
    public void Foreach_PassesOverSomeOfWhatWasGathered_MeetsTheFailure(string name)
    {
        Case both = s_skipping[name];
        Check(both, static () => Enumerable.Range(0, Length).ToArray().InParallel().Where(static _ => true), isPrefixEnough: true);
        Check(both, static () => new PulledSource(Length).InParallel(), isPrefixEnough: true);
    }

    private static void Check(string name, Func<ParallelSequence<int>> source) => Check(s_cases[name], source, isPrefixEnough: false);

    private static void Check(Case both, Func<ParallelSequence<int>> source, bool isPrefixEnough)
    {
        foreach (int place in s_places)
        {
            Func<int, int> fails = i => i == place ? throw new ItemException("delegate", i) : i;
            (List<object?> expected, int? expectedFailure) = Taken(both.Linqs(new PulledSource(Length), fails));
            (List<object?> items, int? failure) = Taken(both.Ours(source(), fails));
            failure.Should().Be(expectedFailure, "an item fails at {0}", place);
            items.Should().Equal(isPrefixEnough && failure is not null ? expected.Take(items.Count) : expected, "an item fails at {0}", place);
        }
    }

    private static (List<object?> Items, int? Failure) Taken(System.Collections.IEnumerable source)
    {
        var items = new List<object?>();
        try
        {
            foreach (object? item in source)
                items.Add(item);
            return (items, null);
        }
        catch (AggregateException e)
        {
            return (items, ((ItemException)e.InnerExceptions[0]).Item);
        }
        catch (ItemException e)
        {
            return (items, e.Item);
        }
    }

    private static string Text(int[] chunk) => string.Join(' ', chunk);

    private sealed record Case(Func<ParallelSequence<int>, Func<int, int>, System.Collections.IEnumerable> Ours, Func<IEnumerable<int>, Func<int, int>, System.Collections.IEnumerable> Linqs);

    private sealed class Comparer(Func<int, int> check) : IEqualityComparer<int>
    {
        public bool Equals(int x, int y) => x / 3 == y / 3;

        public int GetHashCode(int item) => check(item) / 3;
    }
}
