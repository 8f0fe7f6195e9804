using System.Diagnostics;

namespace ParallelCore.Collections;

/// <summary>Shows a collector's items in the debugger.</summary>
internal sealed class OrderedCollectorDebugView<T>(OrderedCollector<T> collector)
{
    [DebuggerBrowsable(DebuggerBrowsableState.RootHidden)]
    public T[] Items => collector.ToArray();
}
