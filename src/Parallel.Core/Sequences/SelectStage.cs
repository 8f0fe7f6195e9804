namespace ParallelCore.Sequences;

internal sealed class SelectStage<TIn, TOut>(Stage<TIn> source, Func<TIn, TOut> selector) : OperatorStage<TIn, TOut>(source)
{
    protected override Sink<TIn> MakeSink(Sink<TOut> next, Execution execution)
    {
        execution.Mix(selector);
        return new SelectSink<TIn, TOut>(selector, next);
    }
}
