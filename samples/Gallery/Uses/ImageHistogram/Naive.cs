namespace ParallelCore.Gallery.Uses.ImageHistogram;

internal static partial class Brightness
{
    /// <summary>One table for all: counts get lost, and the workers slow each other down.</summary>
    public static long[] SharedTable(int[] pixels)
    {
        long[] counts = new long[Levels];
        ParallelRange.Run(0, pixels.Length, i => counts[Picture.Brightness(pixels[i])]++);
        return counts;
    }
}
