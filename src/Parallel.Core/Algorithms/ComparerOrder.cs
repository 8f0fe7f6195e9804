namespace ParallelCore.Algorithms;

internal readonly struct ComparerOrder<T>(IComparer<T> comparer) : IOrder<T>
{
    public bool IsLess(T a, T b) => comparer.Compare(a, b) < 0;
}
