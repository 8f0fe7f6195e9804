namespace ParallelCore.Collections;

/// <summary>A lock that the current thread holds, and where it was taken.</summary>
internal readonly record struct HeldLock(LockNode Node, LockSite Site);
