using ParallelCore.Gallery.Output;

namespace ParallelCore.Gallery.Uses.Thumbnails;

internal static partial class Thumbnailer
{
    private const int ReadAtOnce = 4;
    private const int Waiting = 16;

    /// <summary>Files are read by no thread, pictures are shrunk on the workers, and added in order. A few of them are in memory at a time.</summary>
    public static Task InPipeline(Album album, AnimatedPng film) =>
        Pipeline.From(album.Paths, Waiting)
            .SelectAwait(ReadAtOnce, static async (path, token) => await File.ReadAllBytesAsync(path, token), Waiting)
            .Compute(Shrink, Waiting)
            .ForEach((small, _) =>
            {
                film.Add(small);
                return ValueTask.CompletedTask;
            });
}
