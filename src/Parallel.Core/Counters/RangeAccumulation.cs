namespace ParallelCore.Counters;

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
