namespace ParallelCore.Tests.Scheduling.Distribution;

/// <summary>Every pair of an item of one list with one of another.</summary>
internal sealed class PairData<TFirst, TSecond> : TheoryData<TFirst, TSecond>
{
    public PairData(IEnumerable<TFirst> first, IEnumerable<TSecond> second)
        : this(first.SelectMany(_ => second, static (one, other) => (one, other)))
    {
    }

    public PairData(IEnumerable<(TFirst First, TSecond Second)> pairs)
    {
        foreach ((TFirst one, TSecond other) in pairs)
            Add(one, other);
    }
}
