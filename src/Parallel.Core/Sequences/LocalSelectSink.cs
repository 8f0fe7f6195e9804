using ParallelCore.Collections;

namespace ParallelCore.Sequences;

internal sealed class LocalSelectSink<TIn, TLocal, TOut>(WorkerLocal<TLocal> locals, Func<TIn, TLocal, TOut> selector, Sink<TOut> next) : BlockSink<TIn, TOut>(next)
    where TLocal : class
{
    protected override int Make(ReadOnlySpan<TIn> items, Span<TOut> output, Frame frame, ref Exception? failure)
    {
        Func<TIn, TLocal, TOut> select = selector;
        int i = 0;
        try
        {
            TLocal local = locals.Value;
            for (; i < items.Length; i++)
            {
                output[i] = select(items[i], local);
            }
        }
        catch (Exception e)
        {
            failure = e;
        }

        return i;
    }
}
