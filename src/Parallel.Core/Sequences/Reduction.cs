namespace ParallelCore.Sequences;

/// <summary>The last sink of a reduction: folds a chunk's items into <see cref="Frame{TFold}.State"/>, and combines what neighbouring chunks gave.</summary>
/// <typeparam name="T">The items.</typeparam>
/// <typeparam name="TFold">The state of a fold.</typeparam>
/// <typeparam name="TState">What is left of it when its chunk has ended.</typeparam>
internal abstract class Reduction<T, TFold, TState> : Sink<T>
{
    /// <summary>The state of no items. Called for each chunk.</summary>
    public abstract TFold Begin();

    public abstract TState End(in TFold fold);

    /// <summary>The state of the left side's items and then the right side's. Must be associative; nothing else.</summary>
    public abstract TState Combine(TState left, TState right);
}
