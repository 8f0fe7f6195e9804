namespace ParallelCore.Sequences;

internal sealed class SelectSink<TIn, TOut, TSelector>(TSelector selector, Sink<TOut> next) : BlockSink<TIn, TOut>(next)
    where TSelector : struct, ISelector<TIn, TOut>
{
    protected override int Make(ReadOnlySpan<TIn> items, Span<TOut> output, Frame frame, ref Exception? failure)
    {
        TSelector select = selector;
        int i = 0;
        try
        {
            for (; i < items.Length; i++)
            {
                output[i] = select.Invoke(items[i]);
            }
        }
        catch (Exception e)
        {
            failure = e;
        }

        return i;
    }
}
