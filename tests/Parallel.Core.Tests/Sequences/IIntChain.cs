namespace ParallelCore.Tests.Sequences;

/// <summary>A chain of operators over ints, in LINQ, in PLINQ or in our sequences: what they have in common, under one face.</summary>
internal interface IIntChain
{
    IIntChain Select(Func<int, int> selector);

    IIntChain SelectWithIndex(Func<int, int, int> selector);

    IIntChain Where(Func<int, bool> predicate);

    IIntChain SelectMany(Func<int, IEnumerable<int>> selector);

    IIntChain SelectManyPairs(Func<int, IEnumerable<int>> selector, Func<int, int, int> result);

    IIntChain Zip(IEnumerable<int> second, Func<int, int, int> result);

    IIntChain Index(Func<int, int, int> result);

    IIntChain Take(int count);

    IIntChain Skip(int count);

    IIntChain TakeWhile(Func<int, bool> predicate);

    IIntChain SkipWhile(Func<int, bool> predicate);

    IIntChain Chunk(int size, Func<int[], int> result);

    IIntChain Window(int size, Func<int[], int> result);

    IIntChain Reverse();

    IIntChain Concat(IEnumerable<int> second);

    IIntChain OfType();

    IIntChain Cast();

    IIntChain Do(Action<int> action);

    /// <summary>The value of a result; its parameter is any number.</summary>
    object? Result(ChainResult result, int parameter);
}
