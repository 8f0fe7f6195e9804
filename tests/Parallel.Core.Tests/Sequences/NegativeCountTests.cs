using System.Collections;
using FluentAssertions;
using ParallelCore.Tests.Collections;

namespace ParallelCore.Tests.Sequences;

/// <summary>Lists that say they have less than nothing: each result that needs their length says so before any work starts.</summary>
public sealed class NegativeCountTests
{
    private static readonly Dictionary<string, Action<ParallelSequence<int>>> s_results = new()
    {
        ["ForEach"] = static items => items.ForEach(static _ => { }),
        ["ToArray"] = static items => items.ToArray(),
        ["ToList"] = static items => items.ToList(),
        ["AsEnumerable"] = static items => items.AsEnumerable().Count(),
        ["Count"] = static items => items.Count(),
        ["Sum"] = static items => items.Sum(),
        ["Min"] = static items => items.Min(),
        ["Aggregate"] = static items => items.Aggregate(0, static (x, y) => x + y, static (x, y) => x + y),
        ["FirstOrDefault"] = static items => items.FirstOrDefault(),
        ["Any"] = static items => items.Any(static _ => true),
        ["Select"] = static items => items.Select(static item => item).ToArray(),
        ["Where"] = static items => items.Where(static _ => true).ToArray(),
        ["SelectMany"] = static items => items.SelectMany(static item => new[] { item }).ToArray(),
        ["Take"] = static items => items.Take(1).ToArray(),
        ["Skip"] = static items => items.Skip(1).ToArray(),
        ["TakeWhile"] = static items => items.TakeWhile(static _ => true).ToArray(),
        ["SkipWhile"] = static items => items.SkipWhile(static _ => false).ToArray(),
        ["Reverse"] = static items => items.Reverse().ToArray(),
        ["Index"] = static items => items.Index().ToArray(),
        ["Chunk"] = static items => items.Chunk(3).ToArray(),
        ["Window"] = static items => items.Window(3).ToArray(),
        ["OrderBy"] = static items => items.OrderBy(static item => item).ToArray(),
        ["Distinct"] = static items => items.Distinct().ToArray(),
        ["CountBy"] = static items => items.CountBy(static item => item).ToArray(),
        ["GroupBy"] = static items => items.GroupBy(static item => item).ToArray(),
        ["Zip"] = static items => items.Zip(ParallelRange.From(0, 3)).ToArray(),
        ["Concat"] = static items => items.Concat(ParallelRange.From(0, 3)).ToArray(),
        ["SequenceEqual"] = static items => items.SequenceEqual(ParallelRange.From(0, 3)),
        ["Zip, second"] = static items => Untouched().Zip(items).ToArray(),
        ["Concat, second"] = static items => Untouched().Concat(items).ToArray(),
        ["SequenceEqual, second"] = static items => Untouched().SequenceEqual(items),
    };

    private static readonly Dictionary<string, Func<NegativeList, ParallelSequence<int>>> s_sources = new()
    {
        ["Over a list"] = static list => ParallelRange.Over((IReadOnlyList<int>)list),
        ["Over an enumerable"] = static list => ParallelRange.Over((IEnumerable<int>)list),
        ["InParallel"] = static list => list.InParallel(),
    };

    public static TheoryData<string, int> Results
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (string result in s_results.Keys)
            {
                data.Add(result, -1);
                data.Add(result, int.MinValue);
            }

            return data;
        }
    }

    public static TheoryData<string> Sources => [.. s_sources.Keys];

    [Theory]
    [MemberData(nameof(Results))]
    public void Result_OfANegativeCount_ThrowsBeforeAnyWork(string result, int count) => MustThrow(() => s_results[result](new NegativeList(count).InParallel()));

    [Theory]
    [MemberData(nameof(Sources))]
    public void Source_OfANegativeCount_ThrowsWhenAResultIsAskedFor(string source)
    {
        ParallelSequence<int> items = s_sources[source](new NegativeList(-1));
        MustThrow(() => items.Count());
    }

    /// <summary>On a thread that may be left behind, for what never ends.</summary>
    private static void MustThrow(Action call) =>
        new BlockedThread(call).End().Should().BeOfType<InvalidOperationException>().Which.Message.Should().Contain("Count is -");

    private static ParallelSequence<int> Untouched() => ParallelRange.From(0, 3).Select(static int (_) => throw new NotSupportedException("the work has started"));

    private sealed class NegativeList(int count) : IReadOnlyList<int>
    {
        public int Count => count;

        public int this[int index] => throw new NotSupportedException();

        public IEnumerator<int> GetEnumerator() => throw new NotSupportedException();

        IEnumerator IEnumerable.GetEnumerator() => throw new NotSupportedException();
    }
}
