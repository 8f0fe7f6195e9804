using System.Runtime.InteropServices;

namespace ParallelCore.Benchmarks.Measuring;

/// <summary>A number that stands for the content of an array.</summary>
internal static class Fingerprint
{
    public static long Of<T>(T[] values)
        where T : unmanaged
    {
        var hash = new HashCode();
        hash.AddBytes(MemoryMarshal.AsBytes(values.AsSpan()));
        return hash.ToHashCode();
    }
}
