using System.Buffers;
using System.Numerics;
using ParallelCore.Algorithms;

namespace ParallelCore.Sequences;

/// <summary>Which keys some items have, how many have each, and which is the first.</summary>
/// <remarks>
/// SOURCE: grouping of each worker's part in a table that fits a cache, then of what is left by partitions of the hashes (Leis, Boncz, Kemper, Neumann, SIGMOD
/// 2014). Four steps, whose result doesn't depend on the cuts: 1 each block of the items is grouped, and its groups are sorted
/// by the leading bits of their hashes (<see cref="BlockKeysPass{T, TKey, TEquality}"/>); 2 each partition of the hashes merges its groups of all blocks, in
/// the order of the blocks, and marks the first item of each (<see cref="MergeKeysPass{TKey, TEquality}"/>); 3 the number of marks before a group's first item
/// is its place in the order of first occurrence (<see cref="RankKeysPass{TKey}"/>); 4 if wanted, each block deals its items out to the groups
/// (<see cref="DealPass{TKey, TElement}"/>). Few keys leave nearly all work to step 1, many share it between 1 and 2; in either case a table holds no more than
/// a cache does.
/// </remarks>
internal sealed class KeyGrouping<TKey> : IDisposable
{
    /// <summary>Up to so many items, the keys are computed by a loop of their own before: a costly selector is worth sharing where grouping isn't.</summary>
    private const int KeysFirst = 64 * 1024;

    /// <summary>Shorter than the sample by which a block decides on its table, so that an only block is grouped for sure.</summary>
    private const int LeastBlock = 2048;

    /// <summary>A group's number in its block fits 16 bits, where the items will be dealt out.</summary>
    private const int LargestDealtBlock = 64 * 1024;

    /// <summary>Longer blocks gain little: each key is in fewer of them, and has to be merged less often.</summary>
    private const int LargestBlock = 1024 * 1024;

    /// <summary>A block has at least this many times the root of the number of items, whatever the number of workers: the more blocks, the more of them most
    /// keys are in, which have to be merged.</summary>
    private const int LeastRoots = 4;

    private const int BlocksPerWorker = 4;

    /// <summary>What is made of so many takes less time than a loop needs to begin.</summary>
    private const int FewGroups = 256;

    private const int ItemsPerPartition = 4 * 1024;
    private const int MostPartitionBits = 10;

    private readonly Slabs<KeyGroup<TKey>>? _slabs;
    private readonly int _sortedBits;
    private readonly int[] _starts;
    private readonly Memory<KeyGroup<TKey>>[] _blocks;
    private readonly ushort[] _ids;
    private int _partitionBits;
    private Memory<KeyGroup<TKey>>[] _partitions = [];
    private ulong[] _marks = [];
    private int[] _marksBefore = [];
    private KeyGroup<TKey>[] _groups = [];

    private KeyGrouping(int length, bool isDealt, int workers)
    {
        Length = length;
        BlockLength = BlockLengthFor(length, workers, isDealt);
        BlockCount = (length + BlockLength - 1) / BlockLength;
        _sortedBits = BlockCount <= 1 ? 0 : Math.Min(MostPartitionBits, BitOperations.Log2((uint)(length / ItemsPerPartition)));
        _starts = [];
        _blocks = [];
        if (BlockCount > 1)
        {
            _slabs = new Slabs<KeyGroup<TKey>>();
            _starts = ArrayPool<int>.Shared.Rent(BlockCount << _sortedBits);
            _blocks = ArrayPool<Memory<KeyGroup<TKey>>>.Shared.Rent(BlockCount);
        }

        _ids = isDealt ? ArrayPool<ushort>.Shared.Rent(length) : [];
    }

    public int Length { get; }

    public int BlockLength { get; }

    public int BlockCount { get; }

    public int PartitionCount => 1 << _partitionBits;

    /// <summary>A power of two, as long as there are enough blocks for the workers: few long blocks leave little to merge.</summary>
    public static int BlockLengthFor(int length, int workers, bool isDealt)
    {
        double wanted = Math.Max(LeastRoots * Math.Sqrt(length), length / ((double)BlocksPerWorker * workers));
        return Math.Clamp(1 << BitOperations.Log2((uint)wanted | 1), LeastBlock, isDealt ? LargestDealtBlock : LargestBlock);
    }

    /// <summary>Items before this one aren't counted.</summary>
    public int CountedFrom { get; private init; }

    /// <summary>Of two sides: whether groups of the first are kept that have items in the second, or those that have none. Null for one side, and all of its groups.</summary>
    public bool? IsAmong { get; private init; }

    /// <summary>How many leading bits of a hash tell the partition.</summary>
    public int PartitionBits => _partitionBits;

    /// <summary>How many keys there are.</summary>
    public int Count { get; private set; }

    /// <summary>The groups, in the order of their first items.</summary>
    public ReadOnlyMemory<KeyGroup<TKey>> Groups => _groups.AsMemory(0, Count);

    /// <summary>True when the items will be dealt out.</summary>
    public bool IsDealt => _ids.Length > 0;

    /// <param name="items">The items.</param>
    /// <param name="keySelector">Is called once with each.</param>
    /// <param name="comparer">Compares keys; null for their own equality.</param>
    /// <param name="isDealt">Whether <see cref="Deal"/> will be called.</param>
    /// <param name="execution">The call.</param>
    public static KeyGrouping<TKey> Of<T>(
        ReadOnlyMemory<T> items, Func<T, TKey> keySelector, IEqualityComparer<TKey>? comparer, bool isDealt, Execution execution)
    {
        execution.Mix(keySelector);
        if (items.Length > KeysFirst)
        {
            return Of(items, keySelector, comparer, new KeyGrouping<TKey>(items.Length, isDealt, execution.Workers), reports: true, execution);
        }

        var keys = new CopyPass<TKey>(new FuncSelectStage<T, TKey>(new MemoryStage<T>(items), keySelector), execution.Inside(reports: true));
        TKey[] buffer = ArrayPool<TKey>.Shared.Rent(items.Length);
        try
        {
            keys.CopyTo(buffer);
            return Of<TKey>(buffer.AsMemory(0, items.Length), static key => key, comparer, new KeyGrouping<TKey>(items.Length, isDealt, execution.Workers), reports: false, execution);
        }
        finally
        {
            Pooled.Return(buffer);
        }
    }

    /// <summary>Groups the keys of two sides at once, counts those of the second only, and keeps the groups of the first that are among them, or aren't.</summary>
    /// <param name="keys">The keys of both.</param>
    /// <param name="countedFrom">Where the second side begins.</param>
    /// <param name="isAmong">Which groups are kept.</param>
    /// <param name="comparer">Compares keys; null for their own equality.</param>
    /// <param name="execution">The call.</param>
    public static KeyGrouping<TKey> OfBoth(ReadOnlyMemory<TKey> keys, int countedFrom, bool isAmong, IEqualityComparer<TKey>? comparer, Execution execution) =>
        Of(keys, static key => key, comparer, new KeyGrouping<TKey>(keys.Length, isDealt: false, execution.Workers) { CountedFrom = countedFrom, IsAmong = isAmong }, reports: false, execution);

    /// <summary>What a function, which is short and never throws, makes of each group, in order.</summary>
    public TResult[] ToArray<TResult>(Func<KeyGroup<TKey>, TResult> selector, Execution execution)
    {
        if (Count <= FewGroups)
        {
            var results = new TResult[Count];
            for (int i = 0; i < results.Length; i++)
            {
                results[i] = selector(_groups[i]);
            }

            return results;
        }

        KeyGroup<TKey>[] groups = _groups;
        return Collected.Array(new FuncSelectStage<int, TResult>(new Int32RangeStage(0, Count), i => selector(groups[i])), execution.Inside(reports: false));
    }

    /// <summary>The items, group after group.</summary>
    /// <param name="elements">What to deal out: one for each item.</param>
    /// <param name="ends">Is given where each group ends in the result.</param>
    /// <param name="execution">The call.</param>
    public TElement[] Deal<TElement>(ReadOnlyMemory<TElement> elements, int[] ends, Execution execution)
    {
        int end = 0;
        ReadOnlySpan<KeyGroup<TKey>> groups = Groups.Span;
        for (int i = 0; i < groups.Length; i++)
        {
            end += groups[i].Count;
            ends[i] = end;
        }

        TElement[] dealt = GC.AllocateUninitializedArray<TElement>(Length);
        new DealPass<TKey, TElement>(this, elements, ends, dealt, execution).Run();
        return dealt;
    }

    public void Dispose()
    {
        _slabs?.Dispose();
        Pooled.Return(_starts);
        Pooled.Return(_blocks);
        Pooled.Return(_ids);
        Pooled.Return(_partitions);
        Pooled.Return(_marks);
        Pooled.Return(_marksBefore);
        Pooled.Return(_groups);
    }

    /// <summary>Which group of its block each of some items is in; none if they won't be dealt out.</summary>
    public Span<ushort> IdsOf(int start, int length) => IsDealt ? _ids.AsSpan(start, length) : default;

    /// <summary>Keeps a block's groups, sorted by the leading bits of their hashes and, where these are equal, by first occurrence; the only block's groups are all,
    /// and in order.</summary>
    public void KeepBlock(int block, ReadOnlySpan<KeyGroup<TKey>> groups)
    {
        if (BlockCount == 1)
        {
            _groups = ArrayPool<KeyGroup<TKey>>.Shared.Rent(groups.Length);
            groups.CopyTo(_groups);
            Count = KeepWanted(_groups.AsSpan(0, groups.Length));
            return;
        }

        Memory<KeyGroup<TKey>> kept = _slabs!.Take(groups.Length);
        _blocks[block] = kept;
        if (_sortedBits == 0)
        {
            groups.CopyTo(kept.Span);
            _starts[block] = 0;
            return;
        }

        int shift = 32 - _sortedBits;
        Span<int> next = stackalloc int[1 << MostPartitionBits];
        next[..(1 << _sortedBits)].Clear();
        foreach (ref readonly KeyGroup<TKey> group in groups)
        {
            next[(int)(group.Hash >> shift)]++;
        }

        Span<int> starts = _starts.AsSpan(block << _sortedBits, 1 << _sortedBits);
        int sum = 0;
        for (int i = 0; i < starts.Length; i++)
        {
            (next[i], sum) = (sum, sum + next[i]);
            starts[i] = next[i];
        }

        Span<KeyGroup<TKey>> sorted = kept.Span;
        foreach (ref readonly KeyGroup<TKey> group in groups)
        {
            sorted[next[(int)(group.Hash >> shift)]++] = group;
        }
    }

    /// <summary>A block's groups whose hashes are in a partition.</summary>
    public Span<KeyGroup<TKey>> Part(int block, int partition)
    {
        int span = _sortedBits - _partitionBits;
        int from = _starts[(block << _sortedBits) + (partition << span)];
        Span<KeyGroup<TKey>> all = _blocks[block].Span;
        return partition == PartitionCount - 1 ? all[from..] : all[from.._starts[(block << _sortedBits) + ((partition + 1) << span)]];
    }

    /// <summary>Keeps a partition's groups, those that are wanted, and marks their first items.</summary>
    public void KeepPartition(int partition, Span<KeyGroup<TKey>> groups)
    {
        groups = groups[..KeepWanted(groups)];
        Memory<KeyGroup<TKey>> kept = _slabs!.Take(groups.Length);
        groups.CopyTo(kept.Span);
        _partitions[partition] = kept;
        foreach (ref readonly KeyGroup<TKey> group in groups)
        {
            Interlocked.Or(ref _marks[group.First >> 6], 1UL << group.First);
        }
    }

    /// <summary>A partition's groups of all blocks.</summary>
    public Span<KeyGroup<TKey>> Partition(int partition) => _partitions[partition].Span;

    /// <summary>Puts a partition's groups in their places among all.</summary>
    public void Rank(int partition)
    {
        foreach (ref KeyGroup<TKey> group in Partition(partition))
        {
            int word = group.First >> 6;
            ulong before = _marks[word] & ((1UL << group.First) - 1);
            group.Id = _marksBefore[word] + BitOperations.PopCount(before);
            _groups[group.Id] = group;
        }
    }

    /// <summary>Moves the groups that are wanted to the front, in order. How many there are.</summary>
    private int KeepWanted(Span<KeyGroup<TKey>> groups)
    {
        if (IsAmong is not bool isAmong)
        {
            return groups.Length;
        }

        int kept = 0;
        foreach (ref readonly KeyGroup<TKey> group in groups)
        {
            groups[kept] = group;
            kept += group.First < CountedFrom && (group.Count > 0) == isAmong ? 1 : 0;
        }

        return kept;
    }

    private static KeyGrouping<TKey> Of<T>(
        ReadOnlyMemory<T> items, Func<T, TKey> keySelector, IEqualityComparer<TKey>? comparer, KeyGrouping<TKey> grouping, bool reports, Execution execution)
    {
        try
        {
            if (typeof(TKey).IsValueType && (comparer is null || ReferenceEquals(comparer, EqualityComparer<TKey>.Default)))
            {
                grouping.Run(items, keySelector, default(DefaultKeyEquality<TKey>), reports, execution);
            }
            else
            {
                grouping.Run(items, keySelector, new KeyComparer<TKey>(comparer ?? EqualityComparer<TKey>.Default), reports, execution);
            }

            return grouping;
        }
        catch
        {
            grouping.Dispose();
            throw;
        }
    }

    private void Run<T, TEquality>(ReadOnlyMemory<T> items, Func<T, TKey> keySelector, TEquality equality, bool reports, Execution execution)
        where TEquality : struct, IKeyEquality<TKey>
    {
        new BlockKeysPass<T, TKey, TEquality>(this, items, keySelector, equality, execution).Run(reports);
        if (BlockCount <= 1)
        {
            return;
        }

        long left = 0;
        for (int i = 0; i < BlockCount; i++)
        {
            left += _blocks[i].Length;
        }

        _partitionBits = Math.Min(_sortedBits, BitOperations.Log2((uint)(left / ItemsPerPartition) | 1));
        _partitions = ArrayPool<Memory<KeyGroup<TKey>>>.Shared.Rent(PartitionCount);
        int words = (Length - 1) / 64 + 1;
        _marks = ArrayPool<ulong>.Shared.Rent(words);
        _marks.AsSpan(0, words).Clear();
        new MergeKeysPass<TKey, TEquality>(this, equality, execution).Run();
        _marksBefore = ArrayPool<int>.Shared.Rent(words);
        int count = 0;
        for (int i = 0; i < words; i++)
        {
            _marksBefore[i] = count;
            count += BitOperations.PopCount(_marks[i]);
        }

        Count = count;
        _groups = ArrayPool<KeyGroup<TKey>>.Shared.Rent(count);
        new RankKeysPass<TKey>(this, execution).Run();
    }
}

/// <summary>The items that have one key: those of a block of the source, of a partition, or all.</summary>
internal struct KeyGroup<TKey>
{
    public TKey Key;

    /// <summary>The mixed hash; in a merged block, where the group is in its partition.</summary>
    public uint Hash;

    /// <summary>The lowest index of an item.</summary>
    public int First;

    /// <summary>How many items there are; in a merged block, how many the blocks before it have.</summary>
    public int Count;

    /// <summary>Where the group is in the order of first occurrence, in its block, or among all.</summary>
    public int Id;
}
