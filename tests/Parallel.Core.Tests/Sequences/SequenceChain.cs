using System.Globalization;
using System.Text;

namespace ParallelCore.Tests.Sequences;

/// <summary>Ours.</summary>
internal sealed class SequenceChain(ParallelSequence<int> items) : IIntChain
{
    public IIntChain Select(Func<int, int> selector) => new SequenceChain(items.Select(selector));

    public IIntChain SelectWithIndex(Func<int, int, int> selector) => new SequenceChain(items.Select(selector));

    public IIntChain Where(Func<int, bool> predicate) => new SequenceChain(items.Where(predicate));

    public IIntChain SelectMany(Func<int, IEnumerable<int>> selector) => new SequenceChain(items.SelectMany(selector));

    public IIntChain SelectManyPairs(Func<int, IEnumerable<int>> selector, Func<int, int, int> result) => new SequenceChain(items.SelectMany(selector, result));

    public IIntChain Zip(IEnumerable<int> second, Func<int, int, int> result) => new SequenceChain(items.Zip(second.InParallel(), result));

    public IIntChain Index(Func<int, int, int> result) => new SequenceChain(items.Index().Select(pair => result(pair.Index, pair.Item)));

    public IIntChain Take(int count) => new SequenceChain(items.Take(count));

    public IIntChain Skip(int count) => new SequenceChain(items.Skip(count));

    public IIntChain TakeWhile(Func<int, bool> predicate) => new SequenceChain(items.TakeWhile(predicate));

    public IIntChain SkipWhile(Func<int, bool> predicate) => new SequenceChain(items.SkipWhile(predicate));

    public IIntChain Chunk(int size, Func<int[], int> result) => new SequenceChain(items.Chunk(size).Select(result));

    public IIntChain Window(int size, Func<int[], int> result) => new SequenceChain(items.Window(size).Select(window => result(window.ToArray())));

    public IIntChain Reverse() => new SequenceChain(items.Reverse());

    public IIntChain Concat(IEnumerable<int> second) => new SequenceChain(items.Concat(second.InParallel()));

    public IIntChain OfType() => new SequenceChain(items.Select(static item => item % 3 == 0 ? (object)$"{item}" : item).OfType<int>());

    public IIntChain Cast() => new SequenceChain(items.Select(static item => (object)item).Cast<int>());

    public IIntChain Do(Action<int> action) => new SequenceChain(items.Do(action));

    public object? Result(ChainResult result, int parameter) => result switch
    {
        ChainResult.ToArray => items.ToArray(),
        ChainResult.ToList => items.ToList(),
        ChainResult.AsEnumerable => items.AsEnumerable().ToArray(),
        ChainResult.CopyTo => CopyTo(),
        ChainResult.Partition => items.Partition(static item => item % 3 == 0),
        ChainResult.ForEach => ForEach(),
        ChainResult.ForEachWithIndex => ForEachWithIndex(),
        ChainResult.Sum => items.Sum(),
        ChainResult.LongSum => items.Select(static item => (long)item << 20).Sum(),
        ChainResult.SumOfSelector => items.Sum(static item => item * 2L),
        ChainResult.NullableSum => items.Select(static item => item % 2 == 0 ? item : (int?)null).Sum(),
        ChainResult.DecimalSum => items.Select(static item => item / 4m).Sum(),
        ChainResult.Average => items.Average(),
        ChainResult.AverageOfSelector => items.Average(static item => item * 3L),
        ChainResult.Count => items.Count(),
        ChainResult.CountIf => items.Count(static item => item % 3 == 0),
        ChainResult.LongCount => items.LongCount(),
        ChainResult.LongCountIf => items.LongCount(static item => item % 3 == 0),
        ChainResult.Min => items.Min(),
        ChainResult.MinWithComparer => items.Min(Backwards.Instance),
        ChainResult.Max => items.Max(),
        ChainResult.MinBy => items.MinBy(static item => item % 10),
        ChainResult.MaxBy => items.MaxBy(static item => item % 10),
        ChainResult.MinMax => items.MinMax(),
        ChainResult.Any => items.Any(),
        ChainResult.AnyIf => items.Any(item => item == parameter),
        ChainResult.All => items.All(item => item != parameter),
        ChainResult.Contains => items.Contains(parameter),
        ChainResult.First => items.First(),
        ChainResult.FirstIf => items.First(item => item >= parameter),
        ChainResult.FirstOrDefault => items.FirstOrDefault(),
        ChainResult.FirstOrDefaultIf => items.FirstOrDefault(item => item >= parameter),
        ChainResult.Last => items.Last(),
        ChainResult.LastIf => items.Last(item => item >= parameter),
        ChainResult.LastOrDefault => items.LastOrDefault(),
        ChainResult.LastOrDefaultIf => items.LastOrDefault(item => item >= parameter),
        ChainResult.FindAny => items.FindAny(item => item == parameter, out int found) ? found : -1,
        ChainResult.IndexOf => items.IndexOf(parameter),
        ChainResult.IndexOfIf => items.FindIndex(item => item >= parameter),
        ChainResult.Aggregate => items.Aggregate(string.Empty, static (text, item) => text + item.ToString(CultureInfo.InvariantCulture) + ";", static (a, b) => a + b),
        ChainResult.AggregateInPlace => items.Aggregate(
            static () => new StringBuilder(), static (text, item) => text.Append(CultureInfo.InvariantCulture, $"{item};"), static (a, b) => a.Append(b)).ToString(),
        ChainResult.Reduce => items.Reduce(static (a, b) => a ^ b),
        ChainResult.ReduceOrIdentity => items.Reduce(0, static (a, b) => a ^ b),
        ChainResult.Histogram => items.Histogram(5, static item => (int)((uint)item % 5)),
        ChainResult.SequenceEqual => items.SequenceEqual(items.ToArray().InParallel()),
        ChainResult.SequenceUnequal => items.SequenceEqual(Changed(items.ToArray()).InParallel()),
        _ => throw new ArgumentOutOfRangeException(nameof(result)),
    };

    /// <summary>Another last item, or one item less.</summary>
    private static int[] Changed(int[] all) => all.Length % 2 == 0 ? all[..Math.Max(0, all.Length - 1)] : [.. all[..^1], all[^1] + 1];

    private int[] CopyTo()
    {
        int[] room = new int[items.Count() + 3];
        int count = items.CopyTo(room);
        return room[..count];
    }

    private (long Count, long Sum) ForEach()
    {
        long count = 0;
        long sum = 0;
        items.ForEach(item =>
        {
            Interlocked.Increment(ref count);
            Interlocked.Add(ref sum, item);
        });
        return (count, sum);
    }

    private long ForEachWithIndex()
    {
        long sum = 0;
        items.ForEach((item, index) => Interlocked.Add(ref sum, (long)item * (index + 1)));
        return sum;
    }
}
