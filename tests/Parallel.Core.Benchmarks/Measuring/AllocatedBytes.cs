namespace ParallelCore.Benchmarks.Measuring;

/// <summary>Counts what all threads together allocate.</summary>
internal static class AllocatedBytes
{
    private const double Seconds = 20e-3;
    private const int MaxCalls = 2_000;
    private const int Attempts = 2;

    public static int CallsFor(double secondsPerCall) => (int)Math.Clamp(Seconds / secondsPerCall, 1, MaxCalls);

    /// <summary>The lowest of a few attempts: the runtime's own threads may allocate in between.</summary>
    public static double PerCall(Action<int> run, int calls)
    {
        long lowest = long.MaxValue;
        for (int attempt = 0; attempt < Attempts && lowest > 0; attempt++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            run(calls);
            lowest = Math.Min(lowest, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        return (double)lowest / calls;
    }
}
