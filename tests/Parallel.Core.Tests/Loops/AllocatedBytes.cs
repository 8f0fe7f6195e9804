namespace ParallelCore.Tests.Loops;

/// <summary>What a call allocates, on its thread and on all of them.</summary>
internal static class AllocatedBytes
{
    private const int Calls = 200;
    private const int Attempts = 20;

    /// <summary>The least of several attempts, since other threads of the process allocate now and then.</summary>
    public static (long OfThisThread, long OfAll) Least(Action call)
    {
        for (int i = 0; i < Calls * 5; i++)
            call();
        (long OfThisThread, long OfAll) least = (long.MaxValue, long.MaxValue);
        for (int attempt = 0; attempt < Attempts && least != (0, 0); attempt++)
        {
            long allBefore = GC.GetTotalAllocatedBytes(precise: true);
            long ownBefore = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < Calls; i++)
                call();
            long own = GC.GetAllocatedBytesForCurrentThread() - ownBefore;
            long all = GC.GetTotalAllocatedBytes(precise: true) - allBefore;
            least = (Math.Min(least.OfThisThread, own), Math.Min(least.OfAll, all));
        }

        return least;
    }
}
