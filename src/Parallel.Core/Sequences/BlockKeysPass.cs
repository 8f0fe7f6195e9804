namespace ParallelCore.Sequences;

/// <summary>Groups the items of each block.</summary>
internal sealed class BlockKeysPass<T, TKey, TEquality>(
    KeyGrouping<TKey> grouping, ReadOnlyMemory<T> items, Func<T, TKey> keySelector, TEquality equality, Execution execution) : ChunkPass(execution)
    where TEquality : struct, IKeyEquality<TKey>
{
    /// <summary>So many items are taken on between two looks at the token.</summary>
    private const int Step = 1024;

    /// <summary>A block whose first items nearly all have keys of their own gains nothing from a table: each further item is a group by itself, and the partitions merge them.</summary>
    private const int Sample = 4096;
    private const int ManyKeys = Sample * 9 / 10;

    public void Run(bool reports) => LoopChunks(items.Length, grouping.BlockLength, reports ? Execution.Options : Execution.QuietOptions);

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
                for (int from = first; from < to; from += Step)
                {
                    if (Execution.CancellationToken.IsCancellationRequested)
                    {
                        return; // the loop sees it too
                    }

                    if (isGrouped)
                    {
                        Group(table, from, Math.Min(Step, to - from));
                        isGrouped = from + Step - first != Sample || table.Groups.Length < ManyKeys;
                    }
                    else
                    {
                        Append(table, from, Math.Min(Step, to - from));
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
