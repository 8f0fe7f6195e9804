using static ParallelCore.Samples.ImageHistogram.Picture;

namespace ParallelCore.Samples.ImageHistogram;

/// <summary>Counts how many pixels there are of each brightness.</summary>
internal static class Histograms
{
    public const int Bins = 256;

    public static long[] Sequential(int[] pixels)
    {
        long[] counts = new long[Bins];
        foreach (int pixel in pixels)
            counts[Brightness(pixel)]++;
        return counts;
    }

    /// <summary>A table for each task, merged at the end.</summary>
    public static long[] Plinq(int[] pixels) => pixels.AsParallel().Aggregate(
        static () => new long[Bins],
        static (counts, pixel) =>
        {
            counts[Brightness(pixel)]++;
            return counts;
        },
        Merge,
        static counts => counts);

    /// <summary>A result of its own: each worker counts into an array of its own, and these are added up.</summary>
    public static long[] Histogram(int[] pixels) => pixels.InParallel().Histogram(Bins, Brightness);

    /// <summary>The same for any state: a new one for each chunk, merged in a fixed tree. With a large chunk there are few to merge.</summary>
    public static long[] Aggregate(int[] pixels) => pixels.InParallel().WithChunk(1 << 16).Aggregate(
        static () => new long[Bins],
        static (counts, pixel) =>
        {
            counts[Brightness(pixel)]++;
            return counts;
        },
        Merge);

    /// <summary>A number that only the right counts give.</summary>
    public static long Fingerprint(long[] counts) => counts.Select(static (count, bin) => count * (bin + 1)).Sum();

    private static long[] Merge(long[] left, long[] right)
    {
        for (int bin = 0; bin < Bins; bin++)
            left[bin] += right[bin];
        return left;
    }
}
