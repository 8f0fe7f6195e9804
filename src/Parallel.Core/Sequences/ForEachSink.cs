namespace ParallelCore.Sequences;

internal sealed class ForEachSink<T>(Action<T> body) : Sink<T>
{
    public override void Push(ReadOnlySpan<T> items, Frame frame)
    {
        Action<T> call = body;
        for (int start = 0; start < items.Length && !frame.IsStopped; start += frame.BlockSize)
        {
            foreach (T item in items.Slice(start, Math.Min(frame.BlockSize, items.Length - start)))
            {
                call(item);
            }
        }
    }
}
