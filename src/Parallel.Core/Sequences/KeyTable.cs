using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using ParallelCore.Algorithms;
using ParallelCore.Scheduling;

namespace ParallelCore.Sequences;

/// <summary>Groups by key, in the order of their first occurrence: a hash table that only grows.</summary>
/// <remarks>Open addressing with linear probing over slots that hold a group's number from 1, at most half full. Thread safety: one worker's.</remarks>
internal sealed class KeyTable<TKey>
{
    private const int LeastSlots = 256;
    private const int Growth = 4;

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

    /// <summary>Empties the table.</summary>
    /// <param name="usedHashBits">So many leading bits of all hashes are equal.</param>
    public void Begin(int usedHashBits)
    {
        ReturnArrays();
        _usedHashBits = usedHashBits;
        _count = 0;
        _groups = ArrayPool<KeyGroup<TKey>>.Shared.Rent(LeastSlots / 2);
        UseSlots(LeastSlots);
    }

    public void End()
    {
        ReturnArrays();
        _groups = [];
        _slots = [];
        IdlePool<KeyTable<TKey>>.Return(this);
    }

    /// <summary>The group of a key; a new one with a count of 0, if there was none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref KeyGroup<TKey> Of<TEquality>(TKey key, uint hash, TEquality equality)
        where TEquality : struct, IKeyEquality<TKey>
    {
        int[] slots = _slots;
        KeyGroup<TKey>[] groups = _groups;
        int slot = FirstSlot(hash);
        while (true)
        {
            int number = slots[slot];
            if (number == 0)
            {
                return ref Add(key, hash, slot);
            }

            ref KeyGroup<TKey> group = ref groups[number - 1];
            if (group.Hash == hash && equality.AreEqual(group.Key, key))
            {
                return ref group;
            }

            slot = (slot + 1) & _mask;
        }
    }

    private void ReturnArrays()
    {
        Pooled.Return(_groups);
        Pooled.Return(_slots);
    }

    private int FirstSlot(uint hash) => (int)((hash << _usedHashBits) >> _shift);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ref KeyGroup<TKey> Add(TKey key, uint hash, int slot)
    {
        if (_count == _most)
        {
            Grow();
            slot = FreeSlot(hash);
        }

        ref KeyGroup<TKey> group = ref _groups[_count];
        group = new KeyGroup<TKey> { Key = key, Hash = hash, Id = _count };
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
        KeyGroup<TKey>[] larger = ArrayPool<KeyGroup<TKey>>.Shared.Rent(_most * Growth);
        Groups.CopyTo(larger);
        Pooled.Return(_groups);
        _groups = larger;
        Pooled.Return(_slots);
        UseSlots((_mask + 1) * Growth);
        for (int i = 0; i < _count; i++)
        {
            _slots[FreeSlot(_groups[i].Hash)] = i + 1;
        }
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
