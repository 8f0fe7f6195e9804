namespace ParallelCore.Sequences;

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
                    Merge(table, grouping.Part(block, partition));
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
}
