using System.Runtime.CompilerServices;
using ParallelCore.Partitioning;

namespace ParallelCore.Algorithms;

/// <summary>How algorithms cut their items: by functions of the number of items alone, so that results don't depend on who runs what.</summary>
internal static class Blocks
{
    /// <summary>So much of two arrays stays in a core's second-level cache from one pass to the next.</summary>
    private const int CacheBytes = 1 << 19;

    /// <summary>Blocks that long callbacks are shared by.</summary>
    private const int Shares = 32;

    /// <summary>Fewer additions than this aren't worth handing a block to another core.</summary>
    private const int LeastAdditions = 1 << 14;

    /// <summary>Below this, calling back twice an item would cost more than a loop that calls once.</summary>
    private const int LeastCombinations = 1 << 10;

    private const int LeastComparisons = 1 << 12;
    private const int LeastCalls = 1 << 5;

    /// <summary>For additions of known, small cost.</summary>
    public static int OfAdditions<T>(int length) => Clamp<T>(length, LeastAdditions);

    /// <summary>For the caller's operation, called twice an item where there are several blocks.</summary>
    public static int OfCombinations<T>(int length) => Clamp<T>(length, LeastCombinations);

    /// <summary>For comparisons of a type's own order.</summary>
    public static int OfComparisons<T>(int length) => Clamp<T>(length, RuntimeHelpers.IsReferenceOrContainsReferences<T>() ? LeastCalls : LeastComparisons);

    /// <summary>For the caller's function, called once an item.</summary>
    public static int OfCalls<T>(int length) => Clamp<T>(length, LeastCalls);

    public static int Count(int length, int block) => (int)ChunkMath.FixedCount((uint)length, (uint)block);

    private static int Clamp<T>(int length, int least) => Math.Max(least, Math.Min(length / Shares, CacheBytes / Unsafe.SizeOf<T>()));
}
