namespace ParallelCore.Sequences;

/// <summary>A pass over units that are no items.</summary>
internal abstract class ChunkPass(Execution execution) : Pass(execution)
{
    public sealed override void Run(ref LoopPart part)
    {
        while (part.Next(out long start, out long end))
        {
            Run(start, end);
        }
    }

    protected abstract void Run(long start, long end);
}
