namespace ParallelCore.Sequences;

/// <summary>Elements by key: the groups lie in one array, in the order of their first elements.</summary>
/// <remarks>Thread safety: immutable.</remarks>
internal sealed class Groupings<TKey, TElement>
{
    private readonly TKey[] _keys;
    private readonly uint[] _hashes;
    private readonly int[] _ends;
    private readonly TElement[] _elements;

    private Groupings(KeyGrouping<TKey> grouping, ReadOnlyMemory<TElement> elements, Execution execution)
    {
        _ends = new int[grouping.Count];
        _keys = grouping.ToArray(static group => group.Key, execution);
        _hashes = grouping.ToArray(static group => group.Hash, execution);
        _elements = grouping.Deal(elements, _ends, execution);
    }

    public int Count => _keys.Length;

    public uint HashOf(int group) => _hashes[group];

    public TKey KeyOf(int group) => _keys[group];

    public Grouping<TKey, TElement> this[int group] => new(_keys[group], ElementsOf(group));

    /// <summary>Groups what a selector makes of a stage's items.</summary>
    public static Groupings<TKey, TElement> Of<T>(Stage<T> source, KeyBy<T, TKey> by, Func<T, TElement> elementSelector, Execution execution)
    {
        ReadOnlyMemory<T> items = Collected.Memory(source, execution);
        using KeyGrouping<TKey> grouping = by.Group(items, isDealt: true, execution);
        ReadOnlyMemory<TElement> elements = Collected.Memory(new FuncSelectStage<T, TElement>(new MemoryStage<T>(items), elementSelector), execution.Inside(reports: false));
        return new Groupings<TKey, TElement>(grouping, elements, execution);
    }

    /// <summary>Groups a stage's items.</summary>
    public static Groupings<TKey, TElement> Of(Stage<TElement> source, KeyBy<TElement, TKey> by, Execution execution)
    {
        ReadOnlyMemory<TElement> items = Collected.Memory(source, execution);
        using KeyGrouping<TKey> grouping = by.Group(items, isDealt: true, execution);
        return new Groupings<TKey, TElement>(grouping, items, execution);
    }

    public ArraySegment<TElement> ElementsOf(int group)
    {
        int start = group == 0 ? 0 : _ends[group - 1];
        return new ArraySegment<TElement>(_elements, start, _ends[group] - start);
    }
}
