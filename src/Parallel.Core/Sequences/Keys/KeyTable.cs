using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ParallelCore.Algorithms;
using ParallelCore.Scheduling;

namespace ParallelCore.Sequences;

/// <summary>Groups by key, in the order of their first occurrence: a hash table that only grows.</summary>
/// <remarks>Open addressing with linear probing over slots that hold a group's number from 1, at most half full. Thread safety: one worker's.</remarks>
internal sealed class KeyTable<TKey>
{
    /// <summary>In place of an index: the table stays as it is.</summary>
    public const int NotAdded = -1;

    private const int LeastSlots = 256;
    private const int Growth = 2;

    private KeyGroup<TKey>[] _groups = [];
    private int[] _slots = [];
    private int _usedHashBits;
    private int _shift;
    private int _mask;
    private int _most;
    private int _count;

    public Span<KeyGroup<TKey>> Groups => _groups.AsSpan(0, _count);

    /// <summary>A table of this worker, to <see cref="Begin"/> with, and to <see cref="End"/>.</summary>
    public static KeyTable<TKey> Rent() => IdlePool<KeyTable<TKey>>.Rent();

    /// <summary>Empties the table; it keeps its size.</summary>
    /// <param name="usedHashBits">So many leading bits of all hashes are equal.</param>
    public void Begin(int usedHashBits)
    {
        _usedHashBits = usedHashBits;
        _count = 0;
        if (_slots.Length == 0)
        {
            GrowGroups(LeastSlots / 2);
            UseSlots(LeastSlots);
        }
        else
        {
            _slots.AsSpan(0, _mask + 1).Clear();
        }
    }

    public void End()
    {
        Pooled.Return(_groups);
        Pooled.Return(_slots);
        _groups = [];
        _slots = [];
        IdlePool<KeyTable<TKey>>.Return(this);
    }

    /// <summary>The group of a key; if there was none, a new one with a count of 0, or a null reference.</summary>
    /// <param name="key">The key.</param>
    /// <param name="hash">Its mixed hash.</param>
    /// <param name="index">The first item of the group, if it is new; <see cref="NotAdded"/> if no group is to be added.</param>
    /// <param name="equality">When keys are equal.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref KeyGroup<TKey> Of<TEquality>(TKey key, uint hash, int index, TEquality equality)
        where TEquality : struct, IKeyEquality<TKey>
    {
        // No slot is beyond the mask, and no number beyond the groups: checking both for each item would cost as much as the rest.
        ref int slots = ref MemoryMarshal.GetArrayDataReference(_slots);
        ref KeyGroup<TKey> groups = ref MemoryMarshal.GetArrayDataReference(_groups);
        int slot = FirstSlot(hash);
        while (true)
        {
            int number = Unsafe.Add(ref slots, slot);
            if (number == 0)
            {
                if (index == NotAdded)
                {
                    return ref Unsafe.NullRef<KeyGroup<TKey>>();
                }

                return ref Add(key, hash, index, slot);
            }

            ref KeyGroup<TKey> group = ref Unsafe.Add(ref groups, number - 1);
            if (group.Hash == hash && equality.AreEqual(group.Key, key))
            {
                return ref group;
            }

            slot = (slot + 1) & _mask;
        }
    }

    /// <summary>Adds a group without looking whether there is one of its key; from then on <see cref="Of"/> must not be called.</summary>
    public int Append(TKey key, uint hash, int index)
    {
        if (_count == _groups.Length)
        {
            GrowGroups(_groups.Length * Growth);
        }

        _groups[_count] = new KeyGroup<TKey> { Key = key, Hash = hash, First = index, Count = 1, Id = _count };
        return _count++;
    }

    /// <summary>What was added until now isn't counted.</summary>
    public void ClearCounts()
    {
        foreach (ref KeyGroup<TKey> group in Groups)
        {
            group.Count = 0;
        }
    }

    private int FirstSlot(uint hash) => (int)((hash << _usedHashBits) >> _shift);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ref KeyGroup<TKey> Add(TKey key, uint hash, int index, int slot)
    {
        if (_count == _most)
        {
            Grow();
            slot = FreeSlot(hash);
        }

        ref KeyGroup<TKey> group = ref _groups[_count];
        group = new KeyGroup<TKey> { Key = key, Hash = hash, First = index, Id = _count };
        _slots[slot] = ++_count;
        return ref group;
    }

    private int FreeSlot(uint hash)
    {
        int slot = FirstSlot(hash);
        while (_slots[slot] != 0)
        {
            slot = (slot + 1) & _mask;
        }

        return slot;
    }

    private void Grow()
    {
        GrowGroups(_most * Growth);
        Pooled.Return(_slots);
        UseSlots((_mask + 1) * Growth);
        for (int i = 0; i < _count; i++)
        {
            _slots[FreeSlot(_groups[i].Hash)] = i + 1;
        }
    }

    private void GrowGroups(int length)
    {
        KeyGroup<TKey>[] larger = ArrayPool<KeyGroup<TKey>>.Shared.Rent(length);
        Groups.CopyTo(larger);
        Pooled.Return(_groups);
        _groups = larger;
    }

    private void UseSlots(int count)
    {
        _slots = ArrayPool<int>.Shared.Rent(count);
        _slots.AsSpan(0, count).Clear();
        _mask = count - 1;
        _shift = 32 - BitOperations.Log2((uint)count);
        _most = count / 2;
    }
}

/// <summary>Spreads hash codes over all bits: those of many types differ in a few bits only.</summary>
internal static class KeyHash
{
    private const ulong GoldenRatio = 0x9E3779B97F4A7C15;

    /// <remarks>SOURCE: multiplicative hashing (Knuth, The Art of Computer Programming, volume 3, 6.4).</remarks>
    public static uint Mix(int hashCode) => (uint)((uint)hashCode * GoldenRatio >> 32);
}

/// <summary>When keys are equal. Every public form becomes one of these structs, so that the JIT inlines what it can.</summary>
internal interface IKeyEquality<TKey>
{
    int HashOf(TKey key);

    bool AreEqual(TKey a, TKey b);
}

/// <summary>The default equality of a value type, which the JIT calls directly.</summary>
internal readonly struct DefaultKeyEquality<TKey> : IKeyEquality<TKey>
{
    public int HashOf(TKey key) => EqualityComparer<TKey>.Default.GetHashCode(key!);

    public bool AreEqual(TKey a, TKey b) => EqualityComparer<TKey>.Default.Equals(a, b);
}

/// <summary>The equality that a comparer gives. Comparers need not know a hash of null.</summary>
internal readonly struct KeyComparer<TKey>(IEqualityComparer<TKey> comparer) : IKeyEquality<TKey>
{
    public int HashOf(TKey key) => key is null ? 0 : comparer.GetHashCode(key);

    public bool AreEqual(TKey a, TKey b) => comparer.Equals(a, b);
}
