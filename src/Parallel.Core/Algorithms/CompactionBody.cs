namespace ParallelCore.Algorithms;

/// <summary>Tests the blocks of a <see cref="Compaction{T}"/>.</summary>
internal readonly struct CompactionBody<T, TTest>(Compaction<T> compaction, TTest test, bool keepsOthers) : ILoopBody
    where TTest : struct, IItemTest<T>
{
    public long Invoke(long start, long end)
    {
        compaction.Test((int)start, test, keepsOthers);
        return end;
    }
}
