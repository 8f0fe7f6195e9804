namespace ParallelCore.Sequences;

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
