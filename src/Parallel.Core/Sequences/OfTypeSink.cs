namespace ParallelCore.Sequences;

internal sealed class OfTypeSink<TIn, TOut>(Sink<TOut> next) : BlockSink<TIn, TOut>(next)
{
    protected override int Make(ReadOnlySpan<TIn> items, Span<TOut> output, Frame frame, ref Exception? failure)
    {
        int kept = 0;
        foreach (TIn item in items)
        {
            if (item is TOut wanted)
            {
                output[kept++] = wanted;
            }
        }

        return kept;
    }
}
