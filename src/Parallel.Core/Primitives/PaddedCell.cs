namespace ParallelCore.Primitives;

/// <summary>What one thread or processor changes of a striped variable, on cache lines of its own.</summary>
internal sealed class PaddedCell<TCell>
    where TCell : struct
{
    private Padded<TCell> _padded;

    public ref TCell Cell => ref _padded.Value;
}
