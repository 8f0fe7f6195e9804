namespace ParallelCore.Sequences;

internal sealed class SelectStage<TIn, TOut, TSelector>(Stage<TIn> source, TSelector selector) : OperatorStage<TIn, TOut>(source)
    where TSelector : struct, ISelector<TIn, TOut>
{
    protected override Sink<TIn> MakeSink(Sink<TOut> next, Execution execution)
    {
        execution.Mix<TSelector>();
        return new SelectSink<TIn, TOut, TSelector>(selector, next);
    }
}
