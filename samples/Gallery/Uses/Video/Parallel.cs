using ParallelCore.Gallery.Output;

namespace ParallelCore.Gallery.Uses.Video;

internal static partial class Film
{
    /// <summary>Frames are made on all cores, each worker on its canvas, and come out in order: this thread writes them.</summary>
    public static void InParallel(Shot shot, AnimatedPng file)
    {
        var frames = ParallelRange.From(0, shot.Frames)
            .WithLocal(shot.NewCanvas)
            .Select(Develop);
        foreach (byte[] frame in frames)
            file.Add(frame);
    }
}
