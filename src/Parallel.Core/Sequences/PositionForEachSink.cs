namespace ParallelCore.Sequences;

internal sealed class PositionForEachSink<T>(Action<T, int> body) : Sink<T>
{
    public override void Push(ReadOnlySpan<T> items, Frame frame)
    {
        long position = frame.Position;
        for (int i = 0; i < items.Length; i++)
        {
            body(items[i], checked((int)(position + i)));
        }
    }
}
