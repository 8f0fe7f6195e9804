using ParallelCore.Gallery.Output;

namespace ParallelCore.Gallery.Uses.Video;

internal static partial class Film
{
    public static void ByPlinq(Shot shot, AnimatedPng file)
    {
        using var canvases = new ThreadLocal<Canvas>(shot.NewCanvas);
        foreach (byte[] frame in ParallelEnumerable.Range(0, shot.Frames).AsOrdered().Select(frame => Develop(frame, canvases.Value!)))
            file.Add(frame);
    }
}
