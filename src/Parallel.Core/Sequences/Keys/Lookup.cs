using System.Buffers;
using System.Collections;
using System.Diagnostics;
using System.Numerics;
using ParallelCore.Algorithms;

namespace ParallelCore.Sequences;

/// <summary>Finds the groups of keys: those of no two are equal.</summary>
/// <remarks>Open addressing with linear probing over slots that hold a group's number from 1, at most half full. Thread safety: once built, immutable.</remarks>
internal sealed class KeyIndex<TKey>
{
    private readonly KeyGroup<TKey>[] _groups;
    private readonly IEqualityComparer<TKey>? _comparer;
    private readonly int[] _slots;

    public KeyIndex(KeyGroup<TKey>[] groups, IEqualityComparer<TKey>? comparer, Execution execution)
    {
        _groups = groups;
        _comparer = typeof(TKey).IsValueType && ReferenceEquals(comparer, EqualityComparer<TKey>.Default) ? null : comparer;
        _slots = new int[BitOperations.RoundUpToPowerOf2(2 * (uint)groups.Length + 2)];
        new InsertPass(this, execution).Run();
    }

    /// <summary>The number of a key's group; negative if there is none.</summary>
    public int Find(TKey key) => typeof(TKey).IsValueType && _comparer is null
        ? Find(key, default(DefaultKeyEquality<TKey>))
        : Find(key, new KeyComparer<TKey>(_comparer ?? EqualityComparer<TKey>.Default));

    private int Find<TEquality>(TKey key, TEquality equality)
        where TEquality : struct, IKeyEquality<TKey>
    {
        uint hash = KeyHash.Mix(equality.HashOf(key));
        int[] slots = _slots;
        for (int slot = FirstSlot(hash); slots[slot] != 0; slot = NextSlot(slot))
        {
            ref readonly KeyGroup<TKey> group = ref _groups[slots[slot] - 1];
            if (group.Hash == hash && equality.AreEqual(group.Key, key))
            {
                return slots[slot] - 1;
            }
        }

        return -1;
    }

    private int FirstSlot(uint hash) => (int)(hash >> (32 - BitOperations.Log2((uint)_slots.Length)));

    private int NextSlot(int slot) => (slot + 1) & (_slots.Length - 1);

    /// <summary>Several workers insert at once: which of two groups gets a slot makes no difference to what is found.</summary>
    private sealed class InsertPass(KeyIndex<TKey> index, Execution execution) : ChunkPass(execution)
    {
        public void Run() => Loop(index._groups.Length, ChunkPolicy.Auto, Execution.QuietOptions);

        protected override void Run(long start, long end)
        {
            for (int group = (int)start; group < end; group++)
            {
                int slot = index.FirstSlot(index._groups[group].Hash);
                while (index._slots[slot] != 0 || Interlocked.CompareExchange(ref index._slots[slot], group + 1, 0) != 0)
                {
                    slot = index.NextSlot(slot);
                }
            }
        }
    }
}

/// <summary>Groups that are found by their keys.</summary>
/// <remarks>Thread safety: immutable.</remarks>
[DebuggerDisplay("Count = {Count}")]
internal sealed class KeyedLookup<TKey, TElement>(Groupings<TKey, TElement> groupings, IEqualityComparer<TKey>? comparer, Execution execution)
    : ILookup<TKey, TElement>, IReadOnlyCollection<IGrouping<TKey, TElement>>, ICollection<IGrouping<TKey, TElement>>
{
    private readonly Groupings<TKey, TElement> _groupings = groupings;
    private readonly KeyIndex<TKey> _index = groupings.Index(comparer, execution);

    public int Count => _groupings.Count;

    public IEnumerable<TElement> this[TKey key]
    {
        get
        {
            int group = _index.Find(key);
            return group < 0 ? [] : _groupings[group];
        }
    }

    public bool Contains(TKey key) => _index.Find(key) >= 0;

    public IEnumerator<IGrouping<TKey, TElement>> GetEnumerator()
    {
        for (int group = 0; group < _groupings.Count; group++)
        {
            yield return _groupings[group];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    bool ICollection<IGrouping<TKey, TElement>>.IsReadOnly => true;

    /// <summary>A group is made anew whenever it is asked for: the same one has the same key and the same elements, in memory.</summary>
    bool ICollection<IGrouping<TKey, TElement>>.Contains(IGrouping<TKey, TElement> item) =>
        item is Grouping<TKey, TElement> grouping && _index.Find(grouping.Key) is >= 0 and int group && grouping.Elements.Equals(_groupings.ElementsOf(group));

    void ICollection<IGrouping<TKey, TElement>>.CopyTo(IGrouping<TKey, TElement>[] array, int arrayIndex)
    {
        ArgumentNullException.ThrowIfNull(array);
        ArgumentOutOfRangeException.ThrowIfNegative(arrayIndex);
        if (Count > array.Length - arrayIndex)
        {
            throw new ArgumentException($"{Count} groups don't fit an array of {array.Length} from {arrayIndex} on.", nameof(array));
        }

        for (int group = 0; group < _groupings.Count; group++)
        {
            array[arrayIndex + group] = _groupings[group];
        }
    }

    void ICollection<IGrouping<TKey, TElement>>.Add(IGrouping<TKey, TElement> item) => throw ReadOnly();

    bool ICollection<IGrouping<TKey, TElement>>.Remove(IGrouping<TKey, TElement> item) => throw ReadOnly();

    void ICollection<IGrouping<TKey, TElement>>.Clear() => throw ReadOnly();

    private static NotSupportedException ReadOnly() => new("A lookup is read-only.");

    /// <summary>The elements of a key; none if there is no such key.</summary>
    public ArraySegment<TElement> ElementsOf(TKey key)
    {
        int group = _index.Find(key);
        return group < 0 ? ArraySegment<TElement>.Empty : _groupings.ElementsOf(group);
    }
}

/// <summary>The elements of one key: a part of an array that holds those of all keys.</summary>
[DebuggerDisplay("Key = {Key}, Count = {Count}")]
internal sealed class Grouping<TKey, TElement>(TKey key, ArraySegment<TElement> elements)
    : IGrouping<TKey, TElement>, IReadOnlyList<TElement>, IList<TElement>
{
    public TKey Key => key;

    public ArraySegment<TElement> Elements => elements;

    public int Count => elements.Count;

    bool ICollection<TElement>.IsReadOnly => true;

    public TElement this[int index] => elements[index];

    TElement IList<TElement>.this[int index]
    {
        get => elements[index];
        set => throw ReadOnly();
    }

    public IEnumerator<TElement> GetEnumerator() => elements.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool Contains(TElement item) => elements.Contains(item);

    public void CopyTo(TElement[] array, int arrayIndex) => elements.CopyTo(array, arrayIndex);

    public int IndexOf(TElement item) => ((IList<TElement>)elements).IndexOf(item);

    void IList<TElement>.Insert(int index, TElement item) => throw ReadOnly();

    void IList<TElement>.RemoveAt(int index) => throw ReadOnly();

    void ICollection<TElement>.Add(TElement item) => throw ReadOnly();

    bool ICollection<TElement>.Remove(TElement item) => throw ReadOnly();

    void ICollection<TElement>.Clear() => throw ReadOnly();

    private static NotSupportedException ReadOnly() => new("A group is read-only.");
}

/// <summary>Elements by key: the groups lie in one array, in the order of their first elements.</summary>
/// <remarks>Thread safety: immutable.</remarks>
internal sealed class Groupings<TKey, TElement>
{
    /// <summary>The first of a group is where its elements begin.</summary>
    private readonly KeyGroup<TKey>[] _groups;
    private readonly TElement[] _elements;

    private Groupings(KeyGrouping<TKey> grouping, ReadOnlyMemory<TElement> elements, Execution execution)
    {
        int[] ends = ArrayPool<int>.Shared.Rent(grouping.Count);
        _elements = grouping.Deal(elements, ends, execution);
        _groups = grouping.ToArray(static group => group, execution);
        for (int i = 0; i < _groups.Length; i++)
        {
            _groups[i].First = ends[i] - _groups[i].Count;
        }

        Pooled.Return(ends);
    }

    public int Count => _groups.Length;

    public TKey KeyOf(int group) => _groups[group].Key;

    public Grouping<TKey, TElement> this[int group] => new(KeyOf(group), ElementsOf(group));

    public KeyIndex<TKey> Index(IEqualityComparer<TKey>? comparer, Execution execution) => new(_groups, comparer, execution);

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

    public ArraySegment<TElement> ElementsOf(int group) => new(_elements, _groups[group].First, _groups[group].Count);
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
