namespace ParallelCore.Sequences;

/// <summary>The last sink of a reduction: folds a chunk's items into <see cref="Frame{TState}.State"/>, and combines the states of neighbouring chunks.</summary>
internal abstract class Reduction<T, TState> : Sink<T>
{
    /// <summary>The state of no items. Called for each chunk.</summary>
    public abstract TState Identity();

    /// <summary>The state of the left side's items and then the right side's. Must be associative; nothing else.</summary>
    public abstract TState Combine(TState left, TState right);
}
