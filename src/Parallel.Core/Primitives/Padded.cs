using System.Runtime.InteropServices;

namespace ParallelCore.Primitives;

/// <summary>Two cache lines of nothing: adjacent-line prefetchers pull lines in pairs.</summary>
/// <remarks>A struct, because the runtime ignores <see cref="StructLayoutAttribute.Size"/> on classes.</remarks>
[StructLayout(LayoutKind.Sequential, Size = Bytes)]
internal struct CachePad
{
    public const int Bytes = 128;
}

/// <summary>A value that shares no cache line with its neighbours.</summary>
internal struct Padded<T>
{
    public CachePad Before;

    public T Value;

    public CachePad After;
}

/// <summary>What one thread or processor changes of a striped variable, on cache lines of its own.</summary>
internal sealed class PaddedCell<TCell>
    where TCell : struct
{
    private Padded<TCell> _padded;

    public ref TCell Cell => ref _padded.Value;
}
