using System.Runtime.CompilerServices;

namespace ParallelCore.Sequences;

internal sealed class IndexedDriver<T>(IndexedStage<T> source, long length, Sink<T> next) : Driver
{
    public override long Length => length;

    [SkipLocalsInit]
    public override void Run(long start, long end, Frame frame)
    {
        Unsafe.SkipInit(out Block<T> block);
        Span<T> items = block;
        while (start < end && !frame.IsStopped)
        {
            Span<T> part = items[..(int)Math.Min(frame.BlockSize, end - start)];
            source.Fill(start, part);
            frame.Position = start;
            next.Push(part, frame);
            start += part.Length;
        }
    }
}
