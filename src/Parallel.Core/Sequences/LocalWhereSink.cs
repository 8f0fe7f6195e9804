using ParallelCore.Collections;

namespace ParallelCore.Sequences;

internal sealed class LocalWhereSink<T, TLocal>(WorkerLocal<TLocal> locals, Func<T, TLocal, bool> predicate, Sink<T> next) : BlockSink<T, T>(next)
    where TLocal : class
{
    protected override int Make(ReadOnlySpan<T> items, Span<T> output, Frame frame, ref Exception? failure)
    {
        Func<T, TLocal, bool> keeps = predicate;
        int kept = 0;
        try
        {
            TLocal local = locals.Value;
            foreach (T item in items)
            {
                output[kept] = item;
                kept += keeps(item, local) ? 1 : 0;
            }
        }
        catch (Exception e)
        {
            failure = e;
        }

        return kept;
    }
}
