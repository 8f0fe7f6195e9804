namespace ParallelCore.Counters;

/// <summary>Accumulates with a caller's function.</summary>
internal readonly struct FuncAccumulation<T>(Func<T, T, T> combine) : IAccumulation<T, T>
{
    public T Begin(T value) => value;

    public void Fold(ref T state, T value) => state = combine(state, value);

    public T Combine(T left, T right) => combine(left, right);
}
