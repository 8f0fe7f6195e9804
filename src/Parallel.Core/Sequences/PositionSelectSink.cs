namespace ParallelCore.Sequences;

internal sealed class PositionSelectSink<TIn, TOut>(Func<TIn, int, TOut> selector, Sink<TOut> next) : BlockSink<TIn, TOut>(next)
{
    protected override int Make(ReadOnlySpan<TIn> items, Span<TOut> output, Frame frame, ref Exception? failure)
    {
        Func<TIn, int, TOut> select = selector;
        long position = frame.Position;
        int i = 0;
        try
        {
            for (; i < items.Length; i++)
            {
                output[i] = select(items[i], checked((int)(position + i)));
            }
        }
        catch (Exception e)
        {
            failure = e;
        }

        return i;
    }
}
