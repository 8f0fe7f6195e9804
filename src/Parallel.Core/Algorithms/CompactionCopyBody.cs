namespace ParallelCore.Algorithms;

/// <summary>Brings the blocks of a <see cref="Compaction{T}"/> to where they belong.</summary>
internal readonly struct CompactionCopyBody<T>(Compaction<T> compaction, Memory<T> destination, bool withOthers) : ILoopBody
{
    public long Invoke(long start, long end)
    {
        compaction.Copy((int)start, destination.Span, withOthers);
        return end;
    }
}
