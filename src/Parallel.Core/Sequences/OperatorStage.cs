namespace ParallelCore.Sequences;

/// <summary>An operator that is one more sink before the next one.</summary>
internal abstract class OperatorStage<TIn, TOut>(Stage<TIn> source) : Stage<TOut>
{
    public override bool IsIndexed => source.IsIndexed;

    public override bool IsBounded => source.IsBounded;

    public override bool IsStreamed => source.IsStreamed;

    public override Driver Link(Sink<TOut> next, Execution execution) => source.Link(MakeSink(next, execution), execution);

    protected abstract Sink<TIn> MakeSink(Sink<TOut> next, Execution execution);
}
