using ParallelCore.Gallery.Output;

namespace ParallelCore.Gallery.Uses.Thumbnails;

/// <summary>Makes small forms of pictures, and a film of them.</summary>
internal static partial class Thumbnailer
{
    public static void Sequential(Album album, AnimatedPng film)
    {
        foreach (string path in album.Paths)
            film.Add(Shrink(File.ReadAllBytes(path)));
    }

    /// <summary>Decodes a picture, takes the average of each square of pixels, and compresses the result.</summary>
    private static byte[] Shrink(byte[] file)
    {
        (int width, int[] pixels) = PngReader.Decode(file);
        int smallWidth = width / Album.Shrinks;
        int[] small = new int[pixels.Length / (Album.Shrinks * Album.Shrinks)];
        for (int i = 0; i < small.Length; i++)
        {
            (int y, int x) = Math.DivRem(i, smallWidth);
            small[i] = Average(pixels, width, x * Album.Shrinks, y * Album.Shrinks);
        }

        return Png.Compress(smallWidth, small);
    }

    private static int Average(int[] pixels, int width, int left, int top)
    {
        (int red, int green, int blue) = (0, 0, 0);
        for (int y = top; y < top + Album.Shrinks; y++)
        {
            foreach (int pixel in pixels.AsSpan((y * width) + left, Album.Shrinks))
            {
                red += (pixel >> 16) & 255;
                green += (pixel >> 8) & 255;
                blue += pixel & 255;
            }
        }

        const int Count = Album.Shrinks * Album.Shrinks;
        return (red / Count << 16) | (green / Count << 8) | (blue / Count);
    }
}
