using System.Runtime.CompilerServices;

namespace ParallelCore;

/// <summary>A delegate for each index of a <see cref="long"/> range.</summary>
internal readonly struct LongIndexBody(Action<long> body) : ILoopBody
{
    // Optimized at once: until then the loop would run instrumented, and its probes make two threads fight for one line.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public long Invoke(long start, long end)
    {
        Action<long> call = body;
        for (long i = start; i < end; i++)
        {
            call(i);
        }

        return end;
    }
}
