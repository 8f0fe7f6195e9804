using System.Collections.Concurrent;

namespace ParallelCore.Gallery.Uses.ImageHistogram;

internal static partial class Brightness
{
    public static long[] ByParallelForEach(int[] pixels)
    {
        long[] total = new long[Levels];
        Parallel.ForEach(
            Partitioner.Create(0, pixels.Length),
            static () => new long[Levels],
            (range, _, counts) =>
            {
                Count(pixels.AsSpan(range.Item1..range.Item2), counts);
                return counts;
            },
            counts =>
            {
                lock (total)
                    Add(total, counts);
            });
        return total;
    }

    /// <summary>A new table for each chunk, merged in a fixed tree: for any kind of state. With a large chunk there are few to merge.</summary>
    public static long[] ByAggregate(int[] pixels) => pixels.InParallel().WithChunk(1 << 16).Aggregate(
        static () => new long[Levels],
        static (counts, pixel) =>
        {
            counts[Picture.Brightness(pixel)]++;
            return counts;
        },
        Add);
}
