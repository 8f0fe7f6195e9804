using System.Runtime.CompilerServices;

namespace ParallelCore;

/// <summary>A delegate for each index, none of which starts after cancellation.</summary>
internal readonly struct CancellableLongIndexBody(Action<long> body, CancellationToken cancellationToken) : ILoopBody
{
    // Optimized at once: until then the loop would run instrumented, and its probes make two threads fight for one line.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public long Invoke(long start, long end)
    {
        for (long i = start; i < end; i++)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                return i;
            }

            body(i);
        }

        return end;
    }
}
