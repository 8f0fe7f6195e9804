using ParallelCore.Gallery.Output;

namespace ParallelCore.Gallery.Uses.Thumbnails;

internal static partial class Thumbnailer
{
    public static void ByPlinq(Album album, AnimatedPng film)
    {
        foreach (byte[] small in album.Paths.AsParallel().AsOrdered().WithMergeOptions(ParallelMergeOptions.NotBuffered).Select(static path => Shrink(File.ReadAllBytes(path))))
            film.Add(small);
    }
}
