using System.Buffers;
using System.Runtime.CompilerServices;
using ParallelCore.Algorithms;
using ParallelCore.Loops;

namespace ParallelCore.Sequences;

/// <summary>Groups the items of each block.</summary>
internal sealed class BlockKeysPass<T, TKey, TEquality>(
    KeyGrouping<TKey> grouping, ReadOnlyMemory<T> items, Func<T, TKey> keySelector, TEquality equality, Execution execution) : ChunkPass(execution)
    where TEquality : struct, IKeyEquality<TKey>
{
    /// <summary>So many items are taken on between two looks at the token.</summary>
    private const int Step = 1024;

    /// <summary>By so many of its first items a block decides whether a table is worth while: with nearly as many keys as items it isn't, since each item is a
    /// group by itself then, and the partitions merge them.</summary>
    private const int Sample = 4096;
    private const int FewKeys = Sample * 9 / 10;

    /// <summary>A table of so many keys fits a cache.</summary>
    private const int MostKeys = 128 * 1024;

    /// <summary>With so many items for each key, a table is worth while also if the first ones nearly all have keys of their own.</summary>
    private const int ItemsPerKey = 4;

    public void Run(bool reports)
    {
        if (reports || grouping.BlockCount != 1)
        {
            LoopChunks(items.Length, grouping.BlockLength, reports ? Execution.Options : Execution.QuietOptions);
            return;
        }

        // The keys are there: it takes less time than a loop needs to begin.
        try
        {
            Run(0, 1);
        }
        catch (Exception e)
        {
            throw Failures.Flatten(e); // of the comparer
        }

        Execution.CancellationToken.ThrowIfCancellationRequested();
    }

    protected override void Run(long start, long end)
    {
        KeyTable<TKey> table = KeyTable<TKey>.Rent();
        try
        {
            for (int block = (int)start; block < end; block++)
            {
                table.Begin(usedHashBits: 0);
                bool isGrouped = true;
                int first = block * grouping.BlockLength;
                int to = Math.Min((block + 1) * grouping.BlockLength, items.Length);
                int next;
                for (int from = first; from < to; from = next)
                {
                    if (Execution.CancellationToken.IsCancellationRequested)
                    {
                        return; // the loop sees it too
                    }

                    next = Math.Min(from + Step, to);
                    if (from < grouping.CountedFrom)
                    {
                        next = Math.Min(next, grouping.CountedFrom);
                    }

                    if (!isGrouped)
                    {
                        Append(table, from, next - from);
                    }
                    else
                    {
                        Group(table, from, next - from);
                        if (from - first < Sample && next - first >= Sample)
                        {
                            isGrouped = IsWorthATable(next - first, table.Groups.Length, to - first);
                        }
                    }

                    if (next == grouping.CountedFrom || (next == to && to < grouping.CountedFrom))
                    {
                        table.ClearCounts();
                    }
                }

                grouping.KeepBlock(block, table.Groups);
            }
        }
        finally
        {
            table.End();
        }
    }

    /// <summary>Of n items of k keys that are equally frequent, about n * n / 2k have the key of another.</summary>
    private static bool IsWorthATable(int sampled, int different, int length)
    {
        long keys = (long)sampled * sampled / (2L * (sampled - different) + 1);
        return different < FewKeys || (keys <= MostKeys && length >= ItemsPerKey * keys);
    }

    private void Group(KeyTable<TKey> table, int from, int count)
    {
        ReadOnlySpan<T> part = items.Span.Slice(from, count);
        Span<ushort> ids = grouping.IdsOf(from, count);
        Func<T, TKey> select = keySelector;
        TEquality same = equality;
        if (ids.IsEmpty)
        {
            for (int i = 0; i < part.Length; i++)
            {
                TKey key = select(part[i]);
                table.Of(key, KeyHash.Mix(same.HashOf(key)), from + i, same).Count++;
            }

            return;
        }

        for (int i = 0; i < part.Length; i++)
        {
            TKey key = select(part[i]);
            ref KeyGroup<TKey> group = ref table.Of(key, KeyHash.Mix(same.HashOf(key)), from + i, same);
            group.Count++;
            ids[i] = (ushort)group.Id;
        }
    }

    private void Append(KeyTable<TKey> table, int from, int count)
    {
        ReadOnlySpan<T> part = items.Span.Slice(from, count);
        Span<ushort> ids = grouping.IdsOf(from, count);
        Func<T, TKey> select = keySelector;
        TEquality same = equality;
        for (int i = 0; i < part.Length; i++)
        {
            TKey key = select(part[i]);
            int id = table.Append(key, KeyHash.Mix(same.HashOf(key)), from + i);
            if (i < ids.Length)
            {
                ids[i] = (ushort)id;
            }
        }
    }
}

/// <summary>Finds the places of the partitions' groups among all.</summary>
internal sealed class RankKeysPass<TKey>(KeyGrouping<TKey> grouping, Execution execution) : ChunkPass(execution)
{
    public void Run() => Loop(grouping.PartitionCount, ChunkPolicy.Auto, Execution.QuietOptions);

    protected override void Run(long start, long end)
    {
        for (int partition = (int)start; partition < end; partition++)
        {
            grouping.Rank(partition);
        }
    }
}

/// <summary>Merges the groups of all blocks, partition by partition, in the order of the blocks.</summary>
internal sealed class MergeKeysPass<TKey, TEquality>(KeyGrouping<TKey> grouping, TEquality equality, Execution execution) : ChunkPass(execution)
    where TEquality : struct, IKeyEquality<TKey>
{
    public void Run() => Loop(grouping.PartitionCount, ChunkPolicy.Auto, Execution.QuietOptions);

    protected override void Run(long start, long end)
    {
        KeyTable<TKey> table = KeyTable<TKey>.Rent();
        try
        {
            for (int partition = (int)start; partition < end; partition++)
            {
                table.Begin(grouping.PartitionBits);
                for (int block = 0; block < grouping.BlockCount; block++)
                {
                    if (grouping.IsAmong is null)
                    {
                        Merge(table, grouping.Part(block, partition));
                    }
                    else
                    {
                        MergeSides(table, grouping.Part(block, partition));
                    }
                }

                grouping.KeepPartition(partition, table.Groups);
            }
        }
        finally
        {
            table.End();
        }
    }

    private void Merge(KeyTable<TKey> table, Span<KeyGroup<TKey>> part)
    {
        bool isDealt = grouping.IsDealt;
        TEquality same = equality;
        foreach (ref KeyGroup<TKey> group in part)
        {
            ref KeyGroup<TKey> merged = ref table.Of(group.Key, group.Hash, group.First, same);
            int before = merged.Count;
            merged.Count = before + group.Count;
            if (isDealt)
            {
                group.Hash = (uint)merged.Id;
                group.Count = before;
            }
        }
    }

    /// <summary>A key of the second side that the first lacks, all of whose groups come before, needs no place.</summary>
    private void MergeSides(KeyTable<TKey> table, Span<KeyGroup<TKey>> part)
    {
        TEquality same = equality;
        int countedFrom = grouping.CountedFrom;
        foreach (ref readonly KeyGroup<TKey> group in part)
        {
            if (group.First < countedFrom)
            {
                table.Of(group.Key, group.Hash, group.First, same).Count += group.Count;
                continue;
            }

            ref KeyGroup<TKey> merged = ref table.Of(group.Key, group.Hash, KeyTable<TKey>.NotAdded, same);
            if (!Unsafe.IsNullRef(ref merged))
            {
                merged.Count += group.Count;
            }
        }
    }
}

/// <summary>Deals the items of each block out to their groups.</summary>
/// <param name="grouping">The groups.</param>
/// <param name="elements">What to deal out.</param>
/// <param name="ends">Where each group ends in <paramref name="target"/>.</param>
/// <param name="target">Where to.</param>
/// <param name="execution">The call.</param>
internal sealed class DealPass<TKey, TElement>(KeyGrouping<TKey> grouping, ReadOnlyMemory<TElement> elements, int[] ends, TElement[] target, Execution execution)
    : ChunkPass(execution)
{
    public void Run() => Loop(grouping.BlockCount, ChunkPolicy.Auto, Execution.QuietOptions);

    protected override void Run(long start, long end)
    {
        int[] next = ArrayPool<int>.Shared.Rent(grouping.BlockLength);
        for (int block = (int)start; block < end; block++)
        {
            FindStarts(block, next);
            int from = block * grouping.BlockLength;
            ReadOnlySpan<TElement> part = elements.Span.Slice(from, Math.Min(grouping.BlockLength, elements.Length - from));
            ReadOnlySpan<ushort> ids = grouping.IdsOf(from, part.Length);
            TElement[] to = target;
            for (int i = 0; i < ids.Length; i++)
            {
                to[next[ids[i]]++] = part[i];
            }
        }

        Pooled.Return(next);
    }

    /// <summary>Where each of a block's groups begins to write.</summary>
    private void FindStarts(int block, Span<int> next)
    {
        if (grouping.BlockCount == 1)
        {
            next[0] = 0;
            ends.AsSpan(0, grouping.Count - 1).CopyTo(next[1..]);
            return;
        }

        for (int partition = 0; partition < grouping.PartitionCount; partition++)
        {
            ReadOnlySpan<KeyGroup<TKey>> merged = grouping.Partition(partition);
            foreach (ref readonly KeyGroup<TKey> group in grouping.Part(block, partition))
            {
                ref readonly KeyGroup<TKey> whole = ref merged[(int)group.Hash];
                next[group.Id] = ends[whole.Id] - whole.Count + group.Count;
            }
        }
    }
}
