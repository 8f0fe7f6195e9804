using System.Collections;
using System.Diagnostics;
using System.Numerics;

namespace ParallelCore.Sequences;

/// <summary>Groups that are found by their keys.</summary>
/// <remarks>Open addressing with linear probing over slots that hold a group's number from 1, at most half full. Thread safety: immutable.</remarks>
[DebuggerDisplay("Count = {Count}")]
internal sealed class KeyedLookup<TKey, TElement> : ILookup<TKey, TElement>, IReadOnlyCollection<IGrouping<TKey, TElement>>
{
    private readonly Groupings<TKey, TElement> _groupings;
    private readonly KeyComparer<TKey> _comparer;
    private readonly int[] _slots;

    public KeyedLookup(Groupings<TKey, TElement> groupings, IEqualityComparer<TKey>? comparer)
    {
        _groupings = groupings;
        _comparer = new KeyComparer<TKey>(comparer ?? EqualityComparer<TKey>.Default);
        _slots = new int[BitOperations.RoundUpToPowerOf2(2 * (uint)groupings.Count + 2)];
        for (int group = 0; group < groupings.Count; group++)
        {
            int slot = FirstSlot(groupings.HashOf(group));
            while (_slots[slot] != 0)
            {
                slot = NextSlot(slot);
            }

            _slots[slot] = group + 1;
        }
    }

    public int Count => _groupings.Count;

    public IEnumerable<TElement> this[TKey key]
    {
        get
        {
            int group = Find(key);
            return group < 0 ? [] : _groupings[group];
        }
    }

    public bool Contains(TKey key) => Find(key) >= 0;

    public IEnumerator<IGrouping<TKey, TElement>> GetEnumerator()
    {
        for (int group = 0; group < _groupings.Count; group++)
        {
            yield return _groupings[group];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int Find(TKey key)
    {
        uint hash = KeyHash.Mix(_comparer.HashOf(key));
        for (int slot = FirstSlot(hash); _slots[slot] != 0; slot = NextSlot(slot))
        {
            int group = _slots[slot] - 1;
            if (_groupings.HashOf(group) == hash && _comparer.AreEqual(_groupings.KeyOf(group), key))
            {
                return group;
            }
        }

        return -1;
    }

    private int FirstSlot(uint hash) => (int)(hash >> (32 - BitOperations.Log2((uint)_slots.Length)));

    private int NextSlot(int slot) => (slot + 1) & (_slots.Length - 1);
}

/// <summary>The elements of one key: a part of an array that holds those of all keys.</summary>
[DebuggerDisplay("Key = {Key}, Count = {Count}")]
internal sealed class Grouping<TKey, TElement>(TKey key, ArraySegment<TElement> elements)
    : IGrouping<TKey, TElement>, IReadOnlyList<TElement>, ICollection<TElement>
{
    public TKey Key => key;

    public int Count => elements.Count;

    bool ICollection<TElement>.IsReadOnly => true;

    public TElement this[int index] => elements[index];

    public IEnumerator<TElement> GetEnumerator() => elements.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool Contains(TElement item) => elements.Contains(item);

    public void CopyTo(TElement[] array, int arrayIndex) => elements.CopyTo(array, arrayIndex);

    void ICollection<TElement>.Add(TElement item) => throw ReadOnly();

    bool ICollection<TElement>.Remove(TElement item) => throw ReadOnly();

    void ICollection<TElement>.Clear() => throw ReadOnly();

    private static NotSupportedException ReadOnly() => new("A group is read-only.");
}

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

/// <summary>The groups, each made when it is asked for.</summary>
internal sealed class GroupsStage<TKey, TElement>(Groupings<TKey, TElement> groupings) : IndexedStage<IGrouping<TKey, TElement>>
{
    public override long Count => groupings.Count;

    public override void Fill(long start, Span<IGrouping<TKey, TElement>> groups)
    {
        for (int i = 0; i < groups.Length; i++)
        {
            groups[i] = groupings[(int)start + i];
        }
    }
}
