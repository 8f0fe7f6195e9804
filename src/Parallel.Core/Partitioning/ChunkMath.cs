namespace ParallelCore.Partitioning;

/// <summary>The arithmetic of cutting, on unsigned offsets from the range's start, so that no span overflows.</summary>
internal static class ChunkMath
{
    public static ulong Length(long from, long to) => unchecked((ulong)to - (ulong)from);

    /// <summary>The index that lies <paramref name="offset"/> after <paramref name="from"/>.</summary>
    public static long At(long from, ulong offset) => unchecked((long)((ulong)from + offset));

    public static ulong FixedCount(ulong length, ulong size) => length / size + (length % size == 0 ? 0UL : 1UL);

    /// <summary>The size of the next guided chunk: a share of what remains, at least <paramref name="min"/>, at most all of it.</summary>
    public static ulong GuidedSize(ulong remaining, ulong divisor, ulong min) => Math.Min(remaining, Math.Max(min, remaining / divisor));

    /// <summary>Half of an equal share of the rest: late chunks are small enough to even out the finish.</summary>
    public static ulong GuidedDivisor(int workers) => 2UL * (uint)workers;
}
