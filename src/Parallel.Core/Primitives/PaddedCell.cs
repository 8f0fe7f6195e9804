namespace ParallelCore.Primitives;

/// <summary>An atomic variable on cache lines of its own.</summary>
internal sealed class PaddedCell<TCell>
    where TCell : struct, IAtomicCell
{
    private Padded<TCell> _padded;

    public ref TCell Cell => ref _padded.Value;
}
