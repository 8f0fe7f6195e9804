using System.Runtime.CompilerServices;

namespace ParallelCore.Sequences;

/// <summary>The immutable description of a sequence: a source, or an operator on another stage.</summary>
/// <remarks>A result links the chain from its end to its source for each call (<see cref="Link"/>), and then runs the driver. Thread safety:
/// immutable.</remarks>
internal abstract class Stage<T>
{
    /// <summary>True when each source index gives exactly one item, so that positions are known before anything has run.</summary>
    public abstract bool IsIndexed { get; }

    /// <summary>True when <see cref="Frame.Position"/> is right for what the stage pushes.</summary>
    public virtual bool HasPositions => IsIndexed;

    /// <summary>True when no source index gives more than one item, and the source isn't much finer than its items.</summary>
    public virtual bool IsBounded => IsIndexed;

    /// <summary>True when the source hands out its items by and by; see <see cref="Driver.Advance"/>.</summary>
    public virtual bool IsStreamed => false;

    /// <summary>Connects the chain up to here with what comes next.</summary>
    public abstract Driver Link(Sink<T> next, Execution execution);

    /// <summary>The same items for one call, by and by.</summary>
    public virtual Batches<T> Begin(Execution execution) => new StageBatches<T>(this, execution);

    /// <summary>The same items, pushed with their positions: itself or, at the price of gathering them first, a batch at a time.</summary>
    public Stage<T> Positioned() => HasPositions ? this : new BatchStage<T>(execution => new StageBatches<T>(this, execution));

    /// <summary>The same items with known positions: itself or, at the price of keeping all items, an array of them.</summary>
    public Stage<T> Indexed() => IsIndexed ? this : new CollectedStage<T>(this, long.MaxValue);
}

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
