using System.Buffers;
using System.Runtime.CompilerServices;

namespace ParallelCore.Algorithms;

internal static class Pooled
{
    /// <summary>Gives an array back to the pool; it keeps no object alive there.</summary>
    public static void Return<T>(T[] array) => ArrayPool<T>.Shared.Return(array, RuntimeHelpers.IsReferenceOrContainsReferences<T>());
}
