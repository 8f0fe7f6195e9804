namespace ParallelCore.Algorithms;

internal readonly struct SortCallBody(SortCall call) : ILoopBody
{
    public long Invoke(long start, long end)
    {
        call.Run();
        return end;
    }
}
