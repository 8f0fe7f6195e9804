using System.Runtime.InteropServices;

namespace ParallelCore.Primitives;

/// <summary>Two cache lines of nothing: adjacent-line prefetchers pull lines in pairs.</summary>
/// <remarks>A struct, because the runtime ignores <see cref="StructLayoutAttribute.Size"/> on classes.</remarks>
[StructLayout(LayoutKind.Sequential, Size = Bytes)]
internal struct CachePad
{
    public const int Bytes = 128;
}
