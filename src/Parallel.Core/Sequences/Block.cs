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

/// <summary>A block for the first sink of a run, of which there is one: it need not be small.</summary>
[InlineArray(Size)]
internal struct LargeBlock<T>
{
    private const int Size = 256;

    private const int LargestItem = 32;

    private T _first;

    /// <summary>References would have to be cleared first.</summary>
    public static bool IsForStack => Unsafe.SizeOf<T>() <= LargestItem && !RuntimeHelpers.IsReferenceOrContainsReferences<T>();
}
