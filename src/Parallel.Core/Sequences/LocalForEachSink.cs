using ParallelCore.Collections;

namespace ParallelCore.Sequences;

internal sealed class LocalForEachSink<T, TLocal>(WorkerLocal<TLocal> locals, Action<T, TLocal> body) : Sink<T>
    where TLocal : class
{
    public override void Push(ReadOnlySpan<T> items, Frame frame)
    {
        TLocal local = locals.Value;
        foreach (T item in items)
        {
            body(item, local);
        }
    }
}
