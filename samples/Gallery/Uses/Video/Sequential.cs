using ParallelCore.Gallery.Output;

namespace ParallelCore.Gallery.Uses.Video;

/// <summary>Makes the frames of a film and writes them into one file.</summary>
internal static partial class Film
{
    public static void Sequential(Shot shot, AnimatedPng file)
    {
        Canvas canvas = shot.NewCanvas();
        for (int frame = 0; frame < shot.Frames; frame++)
            file.Add(Develop(frame, canvas));
    }

    private static byte[] Develop(int frame, Canvas canvas) =>
        Png.Compress(canvas.Width, canvas.Develop(frame));
}
