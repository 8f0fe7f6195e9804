namespace ParallelCore.Tests.Sequences;

/// <summary>One operator of a chain, and a number that it does something with. The same step means the same on every kind of chain.</summary>
internal sealed record ChainStep(ChainOperator Operator, int Parameter)
{
    private const int Mask = 1023;

    public IIntChain AddTo(IIntChain chain)
    {
        int parameter = Parameter;
        return Operator switch
        {
            ChainOperator.Select => chain.Select(item => (item * 31 + parameter) & Mask),
            ChainOperator.SelectWithIndex => chain.SelectWithIndex((item, index) => (item * 7 + index + parameter) & Mask),
            ChainOperator.Where => chain.Where(item => (item + parameter) % 3 != 0),
            ChainOperator.SelectMany => chain.SelectMany(item => Inner(item, parameter)),
            ChainOperator.SelectManyPairs => chain.SelectManyPairs(item => Inner(item, parameter), static (item, inner) => (item + inner * 5) & Mask),
            ChainOperator.Zip => chain.Zip(Second(parameter), static (a, b) => (a * 3 + b) & Mask),
            ChainOperator.Index => chain.Index((index, item) => (index * 5 + item + parameter) & Mask),
            ChainOperator.Take => chain.Take(parameter - 2),
            ChainOperator.Skip => chain.Skip(parameter - 2),
            ChainOperator.TakeWhile => chain.TakeWhile(item => (item + parameter) % 50 != 49),
            ChainOperator.SkipWhile => chain.SkipWhile(item => (item + parameter) % 50 != 49),
            ChainOperator.Chunk => chain.Chunk(parameter % 70 + 1, Digest),
            ChainOperator.Window => chain.Window(parameter % 70 + 1, Digest),
            ChainOperator.Reverse => chain.Reverse(),
            ChainOperator.Concat => chain.Concat(Second(parameter)),
            ChainOperator.OfType => chain.OfType(),
            ChainOperator.Cast => chain.Cast(),
            ChainOperator.Do => chain.Do(static _ => { }),
            _ => throw new ArgumentOutOfRangeException(nameof(chain)),
        };
    }

    private static int Digest(int[] items) => items.Aggregate(items.Length, static (sum, item) => (sum * 17 + item) & Mask);

    /// <summary>Arrays, lists, and what must be enumerated; rarely many items, so that blocks overflow.</summary>
    private static IEnumerable<int> Inner(int item, int parameter)
    {
        int count = (item + parameter) % 61 == 0 ? 70 : (item + parameter) % 3;
        IEnumerable<int> items = Enumerable.Range(item & 15, count);
        return (item % 4) switch
        {
            0 => items.ToArray(),
            1 => items.ToList(),
            2 => items,
            _ => Pulled(item & 15, count),
        };
    }

    private static IEnumerable<int> Second(int parameter) => (parameter % 3) switch
    {
        0 => Enumerable.Range(0, parameter).ToArray(),
        1 => Pulled(0, parameter * 2),
        _ => Enumerable.Range(0, parameter).ToList(),
    };

    private static IEnumerable<int> Pulled(int first, int count)
    {
        for (int i = 0; i < count; i++)
            yield return first + i;
    }
}
