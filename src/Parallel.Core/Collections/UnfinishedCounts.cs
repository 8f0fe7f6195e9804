using System.Runtime.InteropServices;
using ParallelCore.Primitives;

namespace ParallelCore.Collections;

/// <summary>What the first producer counts, what the other producers count, and what consumers count, in cache lines of their own.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct UnfinishedCounts
{
    private CachePad _before;

    /// <summary>Puts that the owning thread has begun.</summary>
    public long BegunByOwner;

    private CachePad _afterOwner;

    /// <summary>Puts that other threads have begun.</summary>
    public long BegunByOthers;

    private CachePad _afterOthers;

    /// <summary>Items that are done, and puts that have failed.</summary>
    public long Finished;

    /// <summary>How many had begun when a consumer last looked: consumers touch the producers' lines only when they have caught up with it.</summary>
    public long Seen;

    private CachePad _afterFinished;
}
