namespace ParallelCore.Sequences;

internal sealed class OfTypeStage<TIn, TOut>(Stage<TIn> source) : OperatorStage<TIn, TOut>(source)
{
    public override bool IsIndexed => false;

    public override bool HasPositions => false;

    protected override Sink<TIn> MakeSink(Sink<TOut> next, Execution execution) => new OfTypeSink<TIn, TOut>(next);
}

internal sealed class OfTypeSink<TIn, TOut>(Sink<TOut> next) : BlockSink<TIn, TOut>(next)
{
    protected override void Make(scoped ref Feed<TIn> feed, scoped Span<TOut> output, scoped ref int made)
    {
        while (feed.Next(output.Length, out ReadOnlySpan<TIn> items))
        {
            int kept = 0;
            foreach (TIn item in items)
            {
                if (item is TOut wanted)
                {
                    output[kept++] = wanted;
                }
            }

            Hand(output[..kept], feed.Frame, ref made);
        }
    }
}
