namespace ParallelCore.Algorithms;

/// <summary>The default comparer of a value type, which the JIT calls directly.</summary>
internal readonly struct DefaultOrder<T> : IOrder<T>
{
    public bool IsLess(T a, T b) => Comparer<T>.Default.Compare(a, b) < 0;
}
