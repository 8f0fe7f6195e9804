using ParallelCore.Algorithms;
using ParallelCore.Partitioning;

namespace ParallelCore.Sequences;

/// <summary>The chunks of reductions: a function of the length, the chunk setting and the kind of reduction, and of nothing else.</summary>
internal static class FixedChunks
{
    /// <summary>There are so many chunks before any has a second item: each of so many workers gets one of few long items.</summary>
    private const int ForWorkers = 256;

    /// <summary>Chunks grow to so many items before there are more of them: then a chunk of the shortest items takes some ten times as long as its own state
    /// and combination.</summary>
    private const int Usual = 128;

    /// <summary>There are so many before they grow again: four for each of many workers, so that the last one to end is no large part.</summary>
    private const int Many = 1024;

    /// <summary>More states than this aren't kept; then neighbouring chunks are one.</summary>
    private const int Most = 1 << 20;

    /// <summary>True when the setting says how long chunks are.</summary>
    public static bool IsGiven(ChunkPolicy chunk) => chunk.Kind is ChunkKind.Fixed or ChunkKind.Guided;

    /// <summary>How long the chunks are.</summary>
    /// <param name="length">How many source indices there are.</param>
    /// <param name="chunk">The setting.</param>
    /// <param name="isExact">Whether a piece of several chunks is reduced as one, so that a chunk by itself costs nothing.</param>
    public static long Size(long length, ChunkPolicy chunk, bool isExact) =>
        AtMost(Most, length, IsGiven(chunk) ? chunk.Size : isExact ? Blocks.Grain(length) : OfTree(length));

    /// <summary>Fixed chunks put together, if there are too many; any other cut as it is.</summary>
    public static ChunkPolicy AtMost(long most, long length, ChunkPolicy chunk) => chunk.Kind == ChunkKind.Fixed ? AtMost(most, length, chunk.Size) : chunk;

    /// <summary>The chunks that a setting gives for a batch of a streamed source: no longer than leaves one for each of many workers.</summary>
    public static ChunkPolicy OfBatch(long length, ChunkPolicy chunk) =>
        chunk.Kind == ChunkKind.Fixed ? ChunkPolicy.Fixed(Math.Clamp(length / ForWorkers, 1, chunk.Size)) : chunk;

    public static long Count(long length, long size) => (long)ChunkMath.FixedCount((ulong)length, (ulong)size);

    private static long AtMost(long most, long length, long size)
    {
        long least = Count(length, most);
        return size >= least ? size : Count(least, size) * size;
    }

    private static long OfTree(long length) => Math.Max(Math.Min(Usual, Blocks.LengthFor(length, ForWorkers)), Blocks.LengthFor(length, Many));
}
