using System.Runtime.CompilerServices;

namespace ParallelCore;

/// <summary>A delegate for each index of an <see cref="int"/> range.</summary>
internal readonly struct IndexBody(Action<int> body) : ILoopBody
{
    // Optimized at once: until then the loop would run instrumented, and its probes make two threads fight for one line.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
