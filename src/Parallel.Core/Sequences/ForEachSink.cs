namespace ParallelCore.Sequences;

internal sealed class ForEachSink<T, TShard>(Action<T> body) : Sink<T>
    where TShard : struct
{
    public override void Push(ReadOnlySpan<T> items, Frame frame)
    {
        Action<T> call = body;
        foreach (T item in items)
        {
            call(item);
        }
    }
}
