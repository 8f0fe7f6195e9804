namespace ParallelCore.Sequences;

internal sealed class LocalSelectStage<TIn, TLocal, TOut>(Stage<TIn> source, LocalSource<TLocal> locals, Func<TIn, TLocal, TOut> selector) : OperatorStage<TIn, TOut>(source)
    where TLocal : class
{
    protected override Sink<TIn> MakeSink(Sink<TOut> next, Execution execution)
    {
        execution.Mix(selector);
        return new LocalSelectSink<TIn, TLocal, TOut>(execution.LocalOf(locals), selector, next);
    }
}
