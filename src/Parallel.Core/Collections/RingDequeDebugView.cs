using System.Diagnostics;

namespace ParallelCore.Collections;

/// <summary>Shows a deque's items in a debugger.</summary>
internal sealed class RingDequeDebugView<T>(RingDeque<T> deque)
{
    [DebuggerBrowsable(DebuggerBrowsableState.RootHidden)]
    public T[] Items => deque.ToArray();
}
