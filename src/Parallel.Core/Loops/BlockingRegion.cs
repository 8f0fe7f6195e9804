using ParallelCore.Primitives;

namespace ParallelCore;

/// <summary>A part of a body in which it waits, see <see cref="ParallelRange.Blocking"/>.</summary>
/// <remarks>A ref struct: the compiler refuses to store it in a field, to capture it, to box it or to keep it across an await. <b>Thread safety:</b> of one
/// thread. <b>Complexity:</b> no allocation. <b>Blocking:</b> never.</remarks>
public readonly ref struct BlockingRegion
{
    private readonly BlockedWait _wait;

    internal BlockingRegion(BlockedWait wait) => _wait = wait;

    /// <summary>Ends the part: the worker counts again. Further calls, on this region or on copies of it, do nothing.</summary>
    public void Dispose() => _wait.Dispose();
}
