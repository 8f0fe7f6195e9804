using ParallelCore.Gallery.Output;

namespace ParallelCore.Gallery.Uses.Thumbnails;

internal static partial class Thumbnailer
{
    /// <summary>Whoever is done first adds first; and a worker that reads computes nothing meanwhile.</summary>
    public static void AsTheyCome(Album album, AnimatedPng film) =>
        ParallelRange.Run(0, album.Paths.Count, picture =>
        {
            byte[] small = Shrink(File.ReadAllBytes(album.Paths[picture]));
            lock (film)
                film.Add(small);
        });
}
