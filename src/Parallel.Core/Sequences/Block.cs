using System.Runtime.CompilerServices;

namespace ParallelCore.Sequences;

/// <summary>What a sink hands on at once, on the stack: nothing to allocate, to pool or to clear.</summary>
[InlineArray(Size)]
internal struct Block<T>
{
    /// <summary>Enough that a virtual call a block is cheap beside its items, and few enough that a hundred sinks in a row fit into a stack.</summary>
    public const int Size = 64;

    /// <summary>Larger items don't go on the stack.</summary>
    private const int LargestItem = 128;

    private T _first;

    public static bool IsForStack => Unsafe.SizeOf<T>() <= LargestItem;
}
