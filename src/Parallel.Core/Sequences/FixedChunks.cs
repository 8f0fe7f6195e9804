using ParallelCore.Partitioning;

namespace ParallelCore.Sequences;

/// <summary>The chunks of reductions: a function of the length and of the chunk setting, and of nothing else.</summary>
internal static class FixedChunks
{
    /// <summary>Short inputs are cut into so many chunks at most, so that a chunk's own cost stays small beside its items'.</summary>
    private const int Few = 16;

    /// <summary>From here on a chunk doesn't grow before there are <see cref="Many"/>.</summary>
    private const int Usual = 256;

    /// <summary>Enough that the last chunk to end is no large part, even on many cores.</summary>
    private const int Many = 1024;

    /// <summary>More states than this aren't kept; then neighbouring chunks are one.</summary>
    private const int Most = 1 << 20;

    public static long Size(long length, ChunkPolicy chunk) =>
        AtMost(Most, length, chunk.Kind is ChunkKind.Fixed or ChunkKind.Guided ? chunk.Size : Auto(length));

    /// <summary>Fixed chunks put together, if there are too many; any other cut as it is.</summary>
    public static ChunkPolicy AtMost(long most, long length, ChunkPolicy chunk) => chunk.Kind == ChunkKind.Fixed ? AtMost(most, length, chunk.Size) : chunk;

    public static long Count(long length, long size) => (long)ChunkMath.FixedCount((ulong)length, (ulong)size);

    private static long AtMost(long most, long length, long size)
    {
        long least = Count(length, most);
        return size >= least ? size : Count(least, size) * size;
    }

    private static long Auto(long length) => Math.Max(1, Math.Max(Math.Min(Usual, Count(length, Few)), Count(length, Many)));
}
