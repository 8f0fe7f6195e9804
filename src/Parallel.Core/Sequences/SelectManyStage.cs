namespace ParallelCore.Sequences;

internal sealed class SelectManyStage<TIn, TOut>(Stage<TIn> source, Func<TIn, IEnumerable<TOut>> collection) : OperatorStage<TIn, TOut>(source)
{
    public override bool IsIndexed => false;

    public override bool HasPositions => false;

    public override bool IsBounded => false;

    protected override Sink<TIn> MakeSink(Sink<TOut> next, Execution execution)
    {
        execution.Mix(collection);
        return new FlattenSink<TIn, TOut>(collection, next);
    }
}
