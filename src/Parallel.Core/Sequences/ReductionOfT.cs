namespace ParallelCore.Sequences;

/// <summary>A reduction whose folds and combinations have the same state.</summary>
internal abstract class Reduction<T, TState> : Reduction<T, TState, TState>
{
    public sealed override TState End(in TState fold) => fold;
}
