namespace ParallelCore.Gallery.Uses.ImageHistogram;

internal static partial class Brightness
{
    /// <summary>A table for each worker, added up at the end.</summary>
    public static long[] InParallel(int[] pixels)
    {
        long[] total = new long[Levels];
        ParallelRange.Run(
            0,
            pixels.Length,
            ChunkPolicy.Auto,
            localInit: static () => new long[Levels],
            body: (start, end, counts) =>
            {
                Count(pixels.AsSpan(start..end), counts);
                return counts;
            },
            localFinally: counts => Add(total, counts));
        return total;
    }

    /// <summary>The same in one call, with a delegate call for each pixel.</summary>
    public static long[] InOneCall(int[] pixels) =>
        pixels.InParallel().Histogram(Levels, Picture.Brightness);

    private static long[] Add(long[] total, long[] counts)
    {
        for (int level = 0; level < Levels; level++)
            total[level] += counts[level];
        return total;
    }
}
