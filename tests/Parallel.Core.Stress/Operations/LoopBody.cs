namespace ParallelCore.Stress.Operations;

/// <summary>The struct form of every loop body.</summary>
internal readonly struct LoopBody(LoopRun run) : IRangeBody, ILongRangeBody, ITileBody
{
    public void Invoke(int start, int end) => run.Chunk(start, end);

    public void Invoke(long start, long end) => run.Chunk(start, end);

    public void Invoke(int rowStart, int rowEnd, int columnStart, int columnEnd) => run.Tile(rowStart, rowEnd, columnStart, columnEnd);
}
