namespace ParallelCore.Sequences;

internal readonly struct PassBody(Pass pass) : ILoopBody
{
    public long Invoke(long start, long end) => pass.Run(start, end);
}
