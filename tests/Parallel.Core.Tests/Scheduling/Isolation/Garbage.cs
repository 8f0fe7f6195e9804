namespace ParallelCore.Tests.Scheduling.Isolation;

/// <summary>Whether the collector can have what a call left behind.</summary>
internal static class Garbage
{
    /// <summary>Unloading takes several collections, and a thread that has just said that it is done may still have to leave its last method, which it can't while others have the processors.</summary>
    private const int MostCollections = 200;

    public static bool IsCollected(WeakReference reference)
    {
        for (int i = 0; i < MostCollections && reference.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Thread.Yield();
        }

        return !reference.IsAlive;
    }
}
