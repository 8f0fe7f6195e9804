using ParallelCore.Primitives;

namespace ParallelCore.Counters;

/// <summary>A cell that shares its cache lines with nothing.</summary>
/// <remarks>A struct for its holder to contain: the runtime orders the fields of a class with references as it likes.</remarks>
internal struct Padded<TCell>
    where TCell : struct
{
    public CachePad Before;

    public TCell Cell;

    public CachePad After;
}
