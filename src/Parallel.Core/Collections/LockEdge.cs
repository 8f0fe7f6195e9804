namespace ParallelCore.Collections;

/// <summary>One lock was taken while another was held: where each of the two was taken, when it was seen first.</summary>
internal sealed record LockEdge(LockSite Held, LockSite Taken);
