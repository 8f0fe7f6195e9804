using System.Buffers;
using System.Runtime.InteropServices;

namespace ParallelCore.Primitives;

/// <summary>The items of a list as <see cref="Memory{T}"/>, so that lists take the same paths as arrays.</summary>
/// <remarks>
/// Each <see cref="GetSpan"/> looks at the list anew: adding to the list meanwhile is the caller's mistake, as it is in a loop over a list, and then shows the
/// old items or the new ones, but never foreign memory. Thread safety: as the list's.
/// </remarks>
internal sealed class ListMemory<T> : MemoryManager<T>
{
    private readonly List<T> _list;

    private ListMemory(List<T> list) => _list = list;

    /// <summary>All items that the list has now.</summary>
    public static Memory<T> Of(List<T> list) => list.Count == 0 ? default : new ListMemory<T>(list).Memory;

    public override Span<T> GetSpan() => CollectionsMarshal.AsSpan(_list);

    public override MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException("A list can't be pinned.");

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }
}
