namespace ParallelCore.Algorithms;

/// <summary>Tests the items of a <see cref="Compaction{T}"/>.</summary>
internal readonly struct CompactionBody<T, TTest>(Compaction<T> compaction, TTest test, bool keepsOthers) : ILoopBody
    where TTest : struct, IItemTest<T>
{
    public long Invoke(long start, long end)
    {
        compaction.Test((int)start, (int)end, test, keepsOthers);
        return end;
    }
}
