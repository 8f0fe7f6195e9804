using System.Globalization;
using ParallelCore.Gallery.Output;

namespace ParallelCore.Gallery.Uses.Thumbnails;

/// <summary>Pictures in a folder, painted so that the small form of each is known beforehand. The folder is deleted in the end.</summary>
internal sealed class Album : IDisposable
{
    /// <summary>So many pixels in a row, and so many rows, become one pixel.</summary>
    public const int Shrinks = 8;

    private const int Width = 64; // of the small form
    private const int Height = 48;
    private const int Strength = 24; // of what is painted over it
    private const short MillisecondsPerFrame = 80;

    private readonly string _folder = Directory.CreateTempSubdirectory("parallel-core-thumbnails").FullName;

    public Album(int pictures)
    {
        Paths = [.. Enumerable.Range(0, pictures).Select(picture => Path.Combine(_folder, picture.ToString("D4", CultureInfo.InvariantCulture) + ".png"))];
        ParallelRange.Run(0, pictures, picture => Png.Save(Paths[picture], Width * Shrinks, Paint(picture)));
    }

    public IReadOnlyList<string> Paths { get; }

    /// <summary>The film that the known small forms make: nothing is read for it.</summary>
    public byte[] KnownFilm() => Film((_, film) =>
    {
        for (int picture = 0; picture < Paths.Count; picture++)
            film.Add(Png.Compress(Width, SmallForm(picture)));
    });

    /// <summary>The bytes of the film that someone adds the small pictures to.</summary>
    public byte[] Film(Action<Album, AnimatedPng> add)
    {
        using var stream = new MemoryStream();
        using (var film = new AnimatedPng(stream, Width, Height, Paths.Count, MillisecondsPerFrame))
            add(this, film);
        return stream.ToArray();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>A square that wanders over colours, none of them too dark or too bright to be painted over.</summary>
    private static int[] SmallForm(int picture)
    {
        int[] pixels = new int[Width * Height];
        for (int i = 0; i < pixels.Length; i++)
        {
            (int y, int x) = Math.DivRem(i, Width);
            bool isInside = Math.Abs(x - (picture % Width)) < 6 && Math.Abs(y - (picture * 3 % Height)) < 6;
            int red = Strength + (x * 3);
            int green = Strength + (y * 4);
            int blue = isInside ? 255 - Strength : Strength + (picture * 5 % 100);
            pixels[i] = (red << 16) | (green << 8) | blue;
        }

        return pixels;
    }

    /// <summary>Each pixel of the small form as a square of pixels, lighter and darker ones in turn: on average it is what it was.</summary>
    private static int[] Paint(int picture)
    {
        int[] small = SmallForm(picture);
        int width = Width * Shrinks;
        int[] pixels = new int[small.Length * Shrinks * Shrinks];
        for (int i = 0; i < pixels.Length; i++)
        {
            (int y, int x) = Math.DivRem(i, width);
            int light = (x + y) % 2 == 0 ? Strength : -Strength;
            pixels[i] = small[(y / Shrinks * Width) + (x / Shrinks)] + (light << 16) + (light << 8) + light;
        }

        return pixels;
    }
}
