namespace ParallelCore;

/// <summary>A delegate for each index of an <see cref="int"/> range.</summary>
internal readonly struct IndexBody(Action<int> body) : ILoopBody
{
    public long Invoke(long start, long end)
    {
        Action<int> call = body;
        int last = (int)end;
        for (int i = (int)start; i < last; i++)
        {
            call(i);
        }

        return end;
    }
}
