using ParallelCore.Gallery.Output;

namespace ParallelCore.Gallery.Uses.Video;

internal static partial class Film
{
    /// <summary>Whoever is done first writes first, and sometimes two at once.</summary>
    public static void AsTheyCome(Shot shot, AnimatedPng file) =>
        ParallelRange.Run(0, shot.Frames, frame => file.Add(Develop(frame, shot.NewCanvas())));
}
