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
