namespace ParallelCore.Sequences;

internal sealed class SelectSink<TIn, TOut>(Func<TIn, TOut> selector, Sink<TOut> next) : BlockSink<TIn, TOut>(next)
{
    protected override int Make(ReadOnlySpan<TIn> items, Span<TOut> output, Frame frame, ref Exception? failure)
    {
        Func<TIn, TOut> select = selector;
        int i = 0;
        try
        {
            for (; i < items.Length; i++)
            {
                output[i] = select(items[i]);
            }
        }
        catch (Exception e)
        {
            failure = e;
        }

        return i;
    }
}
