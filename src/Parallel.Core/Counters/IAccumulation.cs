namespace ParallelCore.Counters;

/// <summary>How values are accumulated in a state. Must be associative and commutative.</summary>
internal interface IAccumulation<TState, TValue>
{
    /// <summary>The state after one value.</summary>
    TState Begin(TValue value);

    /// <summary>Takes a value into a state. If it throws, the state is as it was.</summary>
    void Fold(ref TState state, TValue value);

    /// <summary>The state after the values of both.</summary>
    TState Combine(TState left, TState right);
}
