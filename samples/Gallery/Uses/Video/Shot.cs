using ParallelCore.Gallery.Output;

namespace ParallelCore.Gallery.Uses.Video;

/// <summary>How long and how large a film is.</summary>
internal sealed record Shot(int Frames, int Width, int Height)
{
    private const short MillisecondsPerFrame = 40;

    public Canvas NewCanvas() => new(Width, Height);

    /// <summary>The bytes of the file that someone writes frames to.</summary>
    public byte[] Record(Action<Shot, AnimatedPng> write)
    {
        using var stream = new MemoryStream();
        using (var file = new AnimatedPng(stream, Width, Height, Frames, MillisecondsPerFrame))
            write(this, file);
        return stream.ToArray();
    }
}
