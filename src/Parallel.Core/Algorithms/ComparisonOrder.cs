namespace ParallelCore.Algorithms;

internal readonly struct ComparisonOrder<T>(Comparison<T> comparison) : IOrder<T>
{
    public bool IsLess(T a, T b) => comparison(a, b) < 0;
}
