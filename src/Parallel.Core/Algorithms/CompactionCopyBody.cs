namespace ParallelCore.Algorithms;

/// <summary>Brings the runs of a <see cref="Compaction{T}"/> to where they belong.</summary>
internal readonly struct CompactionCopyBody<T>(Compaction<T> compaction, Memory<T> destination, bool withOthers) : ILoopBody
{
    public long Invoke(long start, long end)
    {
        for (int run = (int)start; run < end; run++)
        {
            compaction.Copy(run, destination.Span, withOthers);
        }

        return end;
    }
}
