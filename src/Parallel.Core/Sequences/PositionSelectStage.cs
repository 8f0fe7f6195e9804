namespace ParallelCore.Sequences;

/// <summary>Select with the item's position.</summary>
internal sealed class PositionSelectStage<TIn, TOut>(Stage<TIn> source, Func<TIn, int, TOut> selector) : OperatorStage<TIn, TOut>(source.Positioned())
{
    protected override Sink<TIn> MakeSink(Sink<TOut> next, Execution execution)
    {
        execution.Mix(selector);
        return new PositionSelectSink<TIn, TOut>(selector, next);
    }
}
