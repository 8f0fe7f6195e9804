using System.Globalization;

namespace ParallelCore.Tests.Sequences;

/// <summary>The reference.</summary>
internal sealed class LinqChain(IEnumerable<int> items) : IIntChain
{
    public IIntChain Select(Func<int, int> selector) => new LinqChain(items.Select(selector));

    public IIntChain SelectWithIndex(Func<int, int, int> selector) => new LinqChain(items.Select(selector));

    public IIntChain Where(Func<int, bool> predicate) => new LinqChain(items.Where(predicate));

    public IIntChain SelectMany(Func<int, IEnumerable<int>> selector) => new LinqChain(items.SelectMany(selector));

    public IIntChain SelectManyPairs(Func<int, IEnumerable<int>> selector, Func<int, int, int> result) => new LinqChain(items.SelectMany(selector, result));

    public IIntChain Zip(IEnumerable<int> second, Func<int, int, int> result) => new LinqChain(items.Zip(second, result));

    public IIntChain Index(Func<int, int, int> result) => new LinqChain(items.Select((item, index) => result(index, item)));

    public IIntChain Take(int count) => new LinqChain(items.Take(count));

    public IIntChain Skip(int count) => new LinqChain(items.Skip(count));

    public IIntChain TakeWhile(Func<int, bool> predicate) => new LinqChain(items.TakeWhile(predicate));

    public IIntChain SkipWhile(Func<int, bool> predicate) => new LinqChain(items.SkipWhile(predicate));

    public IIntChain Chunk(int size, Func<int[], int> result) => new LinqChain(items.Chunk(size).Select(result));

    public IIntChain Window(int size, Func<int[], int> result) => new LinqChain(items.ToArray() is var all ? Enumerable.Range(0, Math.Max(0, all.Length - size + 1)).Select(i => result(all[i..(i + size)])) : []);

    public IIntChain Reverse() => new LinqChain(items.Reverse());

    public IIntChain Concat(IEnumerable<int> second) => new LinqChain(items.Concat(second));

    public IIntChain OfType() => new LinqChain(items.Select(static item => item % 3 == 0 ? (object)$"{item}" : item).OfType<int>());

    public IIntChain Cast() => new LinqChain(items.Select(static item => (object)item).Cast<int>());

    public IIntChain Do(Action<int> action) => new LinqChain(items.Select(item =>
    {
        action(item);
        return item;
    }));

    public object? Result(ChainResult result, int parameter) => result switch
    {
        ChainResult.ToArray or ChainResult.AsEnumerable or ChainResult.CopyTo => items.ToArray(),
        ChainResult.ToList => items.ToList(),
        ChainResult.Partition => (items.Where(item => item % 3 == 0).ToArray(), items.Where(item => item % 3 != 0).ToArray()),
        ChainResult.ForEach => (items.LongCount(), items.Sum(static item => (long)item)),
        ChainResult.ForEachWithIndex => items.Select(static (item, index) => (long)item * (index + 1)).Sum(),
        ChainResult.Sum => items.Sum(),
        ChainResult.LongSum => items.Select(static item => (long)item << 20).Sum(),
        ChainResult.SumOfSelector => items.Sum(static item => item * 2L),
        ChainResult.NullableSum => items.Select(static item => item % 2 == 0 ? item : (int?)null).Sum(),
        ChainResult.DecimalSum => items.Select(static item => item / 4m).Sum(),
        ChainResult.Average => items.Average(),
        ChainResult.AverageOfSelector => items.Average(static item => item * 3L),
        ChainResult.Count => items.Count(),
        ChainResult.CountIf => items.Count(item => item % 3 == 0),
        ChainResult.LongCount => items.LongCount(),
        ChainResult.LongCountIf => items.LongCount(item => item % 3 == 0),
        ChainResult.Min => items.Min(),
        ChainResult.MinWithComparer => items.Min(Backwards.Instance),
        ChainResult.Max => items.Max(),
        ChainResult.MinBy => items.MinBy(static item => item % 10),
        ChainResult.MaxBy => items.MaxBy(static item => item % 10),
        ChainResult.MinMax => (items.Min(), items.Max()),
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
        ChainResult.FindAny => items.Any(item => item == parameter) ? parameter : -1,
        ChainResult.IndexOf => items.Select(static (item, index) => (item, index)).Where(pair => pair.item == parameter).Select(static pair => (long)pair.index).DefaultIfEmpty(-1L).First(),
        ChainResult.IndexOfIf => items.Select(static (item, index) => (item, index)).Where(pair => pair.item >= parameter).Select(static pair => (long)pair.index).DefaultIfEmpty(-1L).First(),
        ChainResult.Aggregate or ChainResult.AggregateInPlace =>
            string.Concat(items.Select(static item => item.ToString(CultureInfo.InvariantCulture) + ";")),
        ChainResult.Reduce => items.Aggregate(static (a, b) => a ^ b),
        ChainResult.ReduceOrIdentity => items.Aggregate(0, static (a, b) => a ^ b),
        ChainResult.Histogram => Enumerable.Range(0, 5).Select(bin => items.LongCount(item => (uint)item % 5 == bin)).ToArray(),
        ChainResult.SequenceEqual => true,
        ChainResult.SequenceUnequal => !items.Any(),
        _ => throw new ArgumentOutOfRangeException(nameof(result)),
    };
}
