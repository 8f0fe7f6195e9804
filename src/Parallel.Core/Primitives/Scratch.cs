using System.Buffers;
using System.Runtime.CompilerServices;

namespace ParallelCore.Algorithms;

/// <summary>A pooled array of which the first <see cref="Length"/> items are used; returned, it keeps no object alive.</summary>
internal readonly struct Scratch<T>(int length) : IDisposable
{
    private readonly T[] _array = ArrayPool<T>.Shared.Rent(length);

    public int Length { get; } = length;

    public Span<T> Span => new(_array, 0, Length);

    public void Dispose()
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            Span.Clear();
        }

        ArrayPool<T>.Shared.Return(_array);
    }
}

internal static class Pooled
{
    /// <summary>Gives an array back to the pool; it keeps no object alive there.</summary>
    public static void Return<T>(T[] array) => ArrayPool<T>.Shared.Return(array, RuntimeHelpers.IsReferenceOrContainsReferences<T>());
}
