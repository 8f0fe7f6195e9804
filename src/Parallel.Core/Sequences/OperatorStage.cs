using System.Runtime.CompilerServices;

namespace ParallelCore.Sequences;

/// <summary>An operator that is one more sink before the next one.</summary>
internal abstract class OperatorStage<TIn, TOut>(Stage<TIn> source) : Stage<TOut>
{
    public override bool IsIndexed { get; } = source.IsIndexed;

    public override bool HasPositions { get; } = source.HasPositions;

    public override bool IsBounded { get; } = source.IsBounded;

    public override bool IsStreamed { get; } = source.IsStreamed;

    public override Driver Link(Sink<TOut> next, Execution execution)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return source.Link(MakeSink(next, execution), execution);
    }

    protected abstract Sink<TIn> MakeSink(Sink<TOut> next, Execution execution);
}
