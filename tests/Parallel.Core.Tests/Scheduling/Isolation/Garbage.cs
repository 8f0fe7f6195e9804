namespace ParallelCore.Tests.Scheduling.Isolation;

/// <summary>Whether the collector can have what a call left behind.</summary>
internal static class Garbage
{
    /// <summary>Unloading takes several collections, and a thread that has just said that it is done may still have to leave its last method.</summary>
    private const int MostCollections = 20;

    public static bool IsCollected(WeakReference reference)
    {
        for (int i = 0; i < MostCollections && reference.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return !reference.IsAlive;
    }
}
