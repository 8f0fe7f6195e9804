namespace ParallelCore.Collections;

/// <summary>All who wait on one side of a store, for items or for space.</summary>
internal sealed class StoreSide(object storeLock)
{
    public StoreWaiters Threads { get; } = new(storeLock);

    public StoreWaiters Tasks { get; } = new(storeLock);

    /// <summary>Under the store's lock.</summary>
    public void WakeOne()
    {
        if (!Threads.TryWakeOne())
        {
            Tasks.TryWakeOne();
        }
    }

    /// <summary>Under the store's lock.</summary>
    public void WakeAll()
    {
        Threads.WakeAll();
        Tasks.WakeAll();
    }

    /// <summary>Not under the lock: whoever fails may have been woken for what another can still use.</summary>
    public void PassOn() => Uninterrupted.Run((Side: this, Lock: storeLock), static failing =>
    {
        lock (failing.Lock)
        {
            failing.Side.WakeOne();
        }
    });
}
