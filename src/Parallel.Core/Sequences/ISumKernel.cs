namespace ParallelCore.Sequences;

/// <summary>How numbers of one kind are added up: which state holds the sum, and what it becomes in the end.</summary>
internal interface ISumKernel<T, TState>
{
    static abstract TState Zero { get; }

    /// <summary>Adds items to the state; the same state results however the items are spread over calls.</summary>
    static abstract void Add(ref TState state, ReadOnlySpan<T> items);

    static abstract TState Combine(in TState left, in TState right);
}
