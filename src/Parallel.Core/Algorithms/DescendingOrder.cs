namespace ParallelCore.Algorithms;

/// <summary>The greatest first; equal items stay in their order.</summary>
internal readonly struct DescendingOrder<T, TOrder>(TOrder ascending) : IOrder<T>
    where TOrder : struct, IOrder<T>
{
    private readonly TOrder _ascending = ascending;

    public bool IsLess(T a, T b) => _ascending.IsLess(b, a);
}
