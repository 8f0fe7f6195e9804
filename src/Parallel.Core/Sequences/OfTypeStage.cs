namespace ParallelCore.Sequences;

internal sealed class OfTypeStage<TIn, TOut>(Stage<TIn> source) : OperatorStage<TIn, TOut>(source)
{
    public override bool IsIndexed => false;

    public override bool HasPositions => false;

    protected override Sink<TIn> MakeSink(Sink<TOut> next, Execution execution) => new OfTypeSink<TIn, TOut>(next);
}
