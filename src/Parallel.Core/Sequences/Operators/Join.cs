namespace ParallelCore.Sequences;

/// <summary>Puts what each item matches in a row; what to match with is made ready when a result is asked for.</summary>
internal sealed class MatchStage<TIn, TOut>(Stage<TIn> source, Func<Execution, Func<TIn, IEnumerable<TOut>>> begin) : OperatorStage<TIn, TOut>(source)
{
    public override bool IsIndexed => false;

    public override bool HasPositions => false;

    public override bool IsBounded => false;

    protected override Sink<TIn> MakeSink(Sink<TOut> next, Execution execution) => new FlattenSink<TIn, TOut>(begin(execution), next);
}
