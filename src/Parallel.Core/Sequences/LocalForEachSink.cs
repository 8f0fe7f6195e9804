using ParallelCore.Collections;

namespace ParallelCore.Sequences;

internal sealed class LocalForEachSink<T, TLocal>(WorkerLocal<TLocal> locals, Action<T, TLocal> body) : Sink<T>
    where TLocal : class
{
    public override void Push(ReadOnlySpan<T> items, Frame frame)
    {
        TLocal local = locals.Value;
        for (int start = 0; start < items.Length && !frame.IsStopped; start += frame.BlockSize)
        {
            foreach (T item in items.Slice(start, Math.Min(frame.BlockSize, items.Length - start)))
            {
                body(item, local);
            }
        }
    }
}
