namespace ParallelCore.Sequences;

/// <summary>How numbers of one kind are added up. The default of a state is the sum of nothing.</summary>
internal interface ISumKernel<T, TFold, TState>
{
    /// <summary>True when no addition rounds or overflows.</summary>
    static abstract bool IsExact { get; }

    /// <summary>See <see cref="Reduction{T, TFold, TState}.Few"/>.</summary>
    static abstract int Few { get; }

    /// <summary>Adds items to the state; the same state results however the items are spread over calls.</summary>
    static abstract void Add(ref TFold state, ReadOnlySpan<T> items);

    /// <summary>A chunk has ended.</summary>
    static abstract TState End(in TFold state);

    static abstract TState Combine(in TState left, in TState right);
}
