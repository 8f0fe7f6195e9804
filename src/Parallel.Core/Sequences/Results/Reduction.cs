namespace ParallelCore.Sequences;

/// <summary>The last sink of a reduction: folds a chunk's items into <see cref="Frame{TFold}.State"/>, and combines what neighbouring chunks gave.</summary>
/// <typeparam name="T">The items.</typeparam>
/// <typeparam name="TFold">The state of a fold.</typeparam>
/// <typeparam name="TState">What is left of it when its chunk has ended.</typeparam>
internal abstract class Reduction<T, TFold, TState> : Sink<T>
{
    /// <summary>True when any cut gives the same bits: combining is exactly associative, and calls nothing of the user's.</summary>
    public virtual bool IsExact => false;

    /// <summary>Up to so many items are worth keeping, for the caller to fold: where folding takes no time beside computing them, and never fails.</summary>
    public virtual int Few => 0;

    /// <summary>The state of no items. Called for each chunk.</summary>
    public abstract TFold Begin();

    public abstract TState End(in TFold fold);

    /// <summary>What a whole chunk is reduced to. As beginning, pushing and ending, in one go.</summary>
    public virtual TState Of(ReadOnlySpan<T> items, Frame<TFold> frame)
    {
        frame.State = Begin();
        Push(items, frame);
        return End(frame.State);
    }

    /// <summary>The state of the left side's items and then the right side's. Must be associative; nothing else.</summary>
    public abstract TState Combine(TState left, TState right);

    /// <summary>The state of items that lie in memory, if it takes no look at them.</summary>
    public virtual bool TryKnow(ReadOnlyMemory<T> items, out TState state)
    {
        state = default!;
        return false;
    }
}

/// <summary>A reduction whose folds and combinations have the same state.</summary>
internal abstract class Reduction<T, TState> : Reduction<T, TState, TState>
{
    public sealed override TState End(in TState fold) => fold;
}

/// <summary>A reduction without an identity: no items give nothing.</summary>
internal abstract class OptionalReduction<T, TValue> : Reduction<T, Optional<TValue>>
{
    public sealed override Optional<TValue> Begin() => default;

    public sealed override Optional<TValue> Combine(Optional<TValue> left, Optional<TValue> right) =>
        !left.Exists ? right : !right.Exists ? left : new Optional<TValue>(true, Join(left.Value, right.Value));

    /// <summary>What the left side's items gave and then the right side's.</summary>
    protected abstract TValue Join(TValue left, TValue right);
}

/// <summary>A value, or none: the state of reductions that have no identity.</summary>
internal readonly record struct Optional<T>(bool Exists, T Value);
