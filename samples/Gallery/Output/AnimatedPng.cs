using System.Buffers.Binary;

namespace ParallelCore.Gallery.Output;

/// <summary>Writes frames one after another into one file, which browsers play. Not thread-safe: frames are numbered as they come.</summary>
internal sealed class AnimatedPng : IDisposable
{
    private readonly Stream _stream;
    private readonly int _width;
    private readonly int _height;
    private readonly short _millisecondsPerFrame;
    private int _number;
    private bool _hasFirstFrame;

    public AnimatedPng(Stream stream, int width, int height, int frames, short millisecondsPerFrame)
    {
        (_stream, _width, _height, _millisecondsPerFrame) = (stream, width, height, millisecondsPerFrame);
        Png.WriteHeader(stream, width, height);
        byte[] control = new byte[8]; // the last four: played over and over again
        BinaryPrimitives.WriteInt32BigEndian(control, frames);
        Png.WriteChunk(stream, "acTL", control);
    }

    /// <param name="compressed">What <see cref="Png.Compress"/> gave.</param>
    public void Add(byte[] compressed)
    {
        byte[] frame = new byte[26];
        BinaryPrimitives.WriteInt32BigEndian(frame, _number++);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(4), _width);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(8), _height);
        BinaryPrimitives.WriteInt16BigEndian(frame.AsSpan(20), _millisecondsPerFrame);
        BinaryPrimitives.WriteInt16BigEndian(frame.AsSpan(22), 1000);
        Png.WriteChunk(_stream, "fcTL", frame);
        if (!_hasFirstFrame)
        {
            Png.WriteChunk(_stream, "IDAT", compressed);
            _hasFirstFrame = true;
            return;
        }

        byte[] data = new byte[4 + compressed.Length];
        BinaryPrimitives.WriteInt32BigEndian(data, _number++);
        compressed.CopyTo(data, 4);
        Png.WriteChunk(_stream, "fdAT", data);
    }

    public void Dispose() => Png.WriteChunk(_stream, "IEND", []);
}
