namespace ParallelCore.Gallery.Uses.ImageHistogram;

/// <summary>How many pixels are there of each brightness?</summary>
internal static partial class Brightness
{
    public const int Levels = 256;

    public static long[] Sequential(int[] pixels)
    {
        long[] counts = new long[Levels];
        Count(pixels, counts);
        return counts;
    }

    private static void Count(ReadOnlySpan<int> pixels, long[] counts)
    {
        foreach (int pixel in pixels)
            counts[Picture.Brightness(pixel)]++;
    }
}
