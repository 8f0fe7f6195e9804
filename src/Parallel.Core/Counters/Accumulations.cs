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

/// <summary>Accumulates with a caller's function.</summary>
internal readonly struct FuncAccumulation<T>(Func<T, T, T> combine) : IAccumulation<T, T>
{
    public T Begin(T value) => value;

    public void Fold(ref T state, T value) => state = combine(state, value);

    public T Combine(T left, T right) => combine(left, right);
}

/// <summary>Accumulates the least and the greatest value. A value in between changes nothing.</summary>
internal readonly struct RangeAccumulation<T>(IComparer<T>? comparer) : IAccumulation<ValueRange<T>, T>
{
    public ValueRange<T> Begin(T value) => new(value, value);

    public void Fold(ref ValueRange<T> state, T value)
    {
        if (Compare(value, state.Min) < 0)
        {
            state.Min = value;
        }
        else if (Compare(value, state.Max) > 0)
        {
            state.Max = value;
        }
    }

    public ValueRange<T> Combine(ValueRange<T> left, ValueRange<T> right) => new(
        Compare(right.Min, left.Min) < 0 ? right.Min : left.Min,
        Compare(right.Max, left.Max) > 0 ? right.Max : left.Max);

    /// <summary>The default comparer isn't kept in the field: called by its name, the JIT compiler inlines it.</summary>
    private int Compare(T left, T right) => comparer is null ? Comparer<T>.Default.Compare(left, right) : comparer.Compare(left, right);
}

/// <summary>The least and the greatest of some values.</summary>
internal struct ValueRange<T>(T min, T max)
{
    public T Min = min;
    public T Max = max;
}
