namespace ParallelCore.Sequences;

internal sealed class MemoryDriver<T>(ReadOnlyMemory<T> items, Sink<T> next) : Driver
{
    public override long Length => items.Length;

    public override void Run(long start, long end, Frame frame)
    {
        frame.Position = start;
        next.PushSliced(items.Span[(int)start..(int)end], frame);
    }
}
